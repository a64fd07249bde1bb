"""Questions with their answers."""

from reader.minutes.exchanges import exchanges
from reader.minutes.model import Exchange, Minutes
from reader.minutes.outline import parse
from reader.minutes.sources.text import read_text

RECORD = """第1回検討会議
令和5年6月1日
委員長：始めます。事務局の説明を求めます。
事務局：資料1を説明します。
委員：橋は何年もちますか。
委員長：土木課長。
土木課長：50年です。
事務局：補足します。
委員：分かりました。費用は。
委員：私も費用を聞きたい。
事務局：2億円です。
委員長：いつ終わりますか。
土木課長：来年です。
"""


def _minutes(text: str) -> Minutes:
    return parse(read_text(text))


def test_answers_follow_the_question_past_the_chairs_call() -> None:
    assert exchanges(_minutes(RECORD)) == (Exchange(3, (5, 6)), Exchange(8, (9,)), Exchange(10, (11,)))


def test_the_next_item_ends_an_exchange() -> None:
    minutes = _minutes(
        "議題\n1 橋について\n2 道について\n会議録\n1 橋について\n委員：質問です。\n\n2 道について\n事務局：説明します。\n"
    )
    assert len(minutes.turns) == 2
    assert exchanges(minutes) == ()


def test_questions_without_persons() -> None:
    assert exchanges(_minutes("説明会\n(問)いつ直すのか。\n(答)来年直す。\n(問)本当か。\n")) == (
        Exchange(1, (2,)),
    )
