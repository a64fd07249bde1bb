"""Minutes of more turns than a page shows at once, made for tests."""

TURNS = 230
SECOND_ITEM = 120
"""The turn before which the second item begins."""


def long_minutes() -> bytes:
    """Question and answer, question and answer: 「3番目の質問です。何件ですか。」 under two items, with a direction before the second."""
    lines = ["令和7年度第9回 青葉市ながい会議", "", "日時", "令和7年12月6日(土曜日)10時00分~17時00分", ""]
    lines += ["議題", "1 図書館について", "2 公園について", "", "主な質疑等", "", "1 図書館について", ""]
    for number in range(1, TURNS + 1):
        if number == SECOND_ITEM:
            lines += ["〔休憩〕", "", "2 公園について", ""]
        asks = number % 2
        said = (
            f"{number}番目の質問です。何件ですか。" if asks else f"{number}番目の答えです。{number}件です。"
        )
        lines += [f"{'委員' if asks else '事務局'}:{said}", ""]
    return "\n".join(lines).encode()
