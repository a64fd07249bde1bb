"""What is written out before the analyser sees it, and that every character knows its place in the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.readings.writing.folding import FoldedText, full_width
from reader.readings.writing.rewriting import rewrite


def rewritten(text: str) -> FoldedText:
    return rewrite(full_width(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ｶﾞｯｺｳか\u3099ABC~", "ガッコウがＡＢＣ〜"),
        ("会\u200b議\ufeff室\u00ad😀👨‍👩‍👧\x07", "会議室"),
        ("㈱長崎㎡№5", "株式会社長崎平方メートルナンバー５"),
        ("2021/10/28", "２０２１年１０月２８日"),
        ("2021-04-01", "２０２１年４月１日"),
        ("2021.10.28(木)", "２０２１年１０月２８日（木）"),
        ("R3.10.28", "令和３年１０月２８日"),
        ("令和3.4.1", "令和３年４月１日"),
        ("H30年度～R3年度", "平成３０年度から令和３年度"),
        ("S63年", "昭和６３年"),
        ("10:30~12:00", "１０時３０分から１２時"),
        ("9:05", "９時５分"),
        ("13時30分~", "１３時３０分から"),
        ("1/2と10/28", "２分の１と１０月２８日"),
        ("10～20人", "１０から２０人"),
        ("10-20人", "１０から２０人"),
        ("△3.5%と-5度", "マイナス３．５％とマイナス５度"),
        ("¥1,000", "１，０００円"),
        ("(株)長崎と（一社）協会", "株式会社長崎と一般社団法人協会"),
        ("405k㎡", "４０５平方キロメートル"),
        ("35μg/m3", "３５マイクログラムパーｍ３"),
        ("1+1=2", "１＋１イコール２"),
        ("××委員と✕✕✕町", "バツバツ委員とバツバツ町"),
        ("3×4、×", "３×４、×"),
        ("info@city.jp", "ｉｎｆｏアットマークｃｉｔｙドットｊｐ"),
        ("教 育 委 員 会", "教育委員会"),
        ("山田 太郎", "山田　太郎"),
        ("ア～イ", "アからイ"),
        ("～みんなで～防災～", "〜みんなで〜防災〜"),
        ("防災講座～備え～を開く", "防災講座〜備え〜を開く"),
        ("11対1と1対10", "１１対１と１対１０"),
        ("議案1：1、図1対1", "議案１：１、図イッタイ１"),
        ("B2FのA2版とx₂とA₁", "Ｂ２ＦのＡ２版とｘ２とＡ１"),
        ("C₆とO₁₂", "Ｃ６とＯ１２"),
        ("ビタミンB₁とB₂", "ビタミンＢワンとＢツー"),
        ("5mm単位とcm単位", "５ｍｍ単位とセンチ単位"),
        ("<5>と＜お知らせ＞", "＜５＞と＜お知らせ＞"),
        ("≧65歳以上、<5未満", "ダイナリイコール６５歳以上、＜５未満"),
        ("5<10", "５ショウナリ１０"),
        ("10²乗と10³", "１０の２乗と１０の３乗"),
        ("4/1/2", "４／１／２"),
        ("192.168.10.28", "１９２．１６８．１０．２８"),
    ],
)
def test_what_is_misread_is_written_out(text: str, expected: str) -> None:
    assert rewritten(text).text == expected


def test_places_in_the_original_are_kept() -> None:
    folded = rewritten("㈱A\u200bB、2021/10/28")
    assert folded.original(0, 4) == (0, 1)
    assert folded.original(5, 6) == (3, 4)
    assert folded.text[7:12] == "２０２１年"
    assert folded.original(7, 12) == (5, 10)
    assert folded.folded(5, 10) == (7, 12)


def test_what_is_kept_is_not_written_out() -> None:
    assert rewrite(full_width("10:30と10:30"), [(0, 5)]).text == "１０：３０と１０時３０分"


@given(st.text("0123456789/.:~-〜年月日人%RH令和 株()㈱=ｶﾞ\u200b😀\n、", max_size=40))
def test_spans_never_go_back(text: str) -> None:
    folded = rewritten(text)
    assert len(folded.text) == len(folded.spans)
    assert all(0 <= start <= end <= len(text) for start, end in folded.spans)
    starts = [start for start, _ in folded.spans]
    assert starts == sorted(starts)
