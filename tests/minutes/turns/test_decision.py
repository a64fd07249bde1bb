"""Who speaks is decided by the shape of the whole document: no word has to be in a list, and none is enough alone."""

import pytest

from reader.minutes.lines.rows import rows_of
from reader.minutes.outline import parse
from reader.minutes.sources.text import read_text
from reader.minutes.turns.shapes import Shape, candidates_of
from reader.minutes.turns.weights import CANDIDATE, SHAPE


def speakers(text: str) -> list[str]:
    minutes = parse(read_text(text))
    return [turn.speaker for turn in minutes.turns]


SAID = (
    "朝に混み合うと聞きました。",
    "来年度に直す予定です。",
    "三割ほど傷んでいますか。",
    "国の補助を待っています。",
    "図面のとおりです。",
    "以上で終わります。",
)


def document(shape: str, labels: tuple[str, ...]) -> str:
    """Six turns in one shape."""
    return "第2回まちの会\n\n" + "\n".join(
        shape.format(label) + said for label, said in zip(labels * 3, SAID, strict=False)
    )


@pytest.mark.parametrize("shape", ["✿{}　", "｛{}｝", "{}：", "『{}』", "◇{} ", "☆（{}）"])
@pytest.mark.parametrize("labels", [("名代", "世話人"), ("月見", "分島", "員外"), ("水みちの会", "二班")])
def test_titles_and_names_in_no_list(shape: str, labels: tuple[str, ...]) -> None:
    assert speakers(document(shape, labels)) == [*labels * 3][:6]


def test_a_surname_on_its_own_line() -> None:
    lines = [piece for who, said in zip(("月見", "分島") * 3, SAID, strict=True) for piece in (who, said, "")]
    assert speakers("第2回まちの会\n\n" + "\n".join(lines)) == ["月見", "分島"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "○資料の訂正について\n○予算の見込みについて\n○その他\n",
        "日時：4月1日です。\n場所：公民館です。\n費用：なしです。\n対象：町民です。\n",
        "・机を直した。\n・椅子を買った。\n・窓を拭いた。\n・床を磨いた。\n",
        "理由：古いためです。\n対策：直します。\n効果：丈夫になります。\n期間：三年です。\n",
    ],
)
def test_titles_fields_and_bullets_are_nobody(text: str) -> None:
    assert speakers("第2回まちの会\n\n" + text) == []


def test_a_title_in_the_shape_of_speakers_is_no_turn() -> None:
    text = document("○{}　", ("名代", "世話人")) + "\n○来年度の進め方について\n○名代　次に移ります。\n"
    assert "来年度の進め方について" not in speakers(text)


def test_a_row_has_its_shapes() -> None:
    rows = rows_of(
        read_text("✿公募市民　今は何割か。\n〔二班〕私たちは朝市です。\nその他（月見）：看板の字。\n長月\n")
    )
    assert [(one.shape, one.label) for one in candidates_of(rows)] == [
        (Shape("✿", " "), "公募市民"),
        (Shape("[", "]"), "二班"),
        (Shape("", ":"), "その他(月見)"),
        (Shape("", ""), "長月"),
    ]


def test_every_piece_of_evidence_has_its_weight() -> None:
    assert SHAPE["agreed"] > 0 > SHAPE["title"]
    assert CANDIDATE["says"] > 0 > CANDIDATE["thing"]
