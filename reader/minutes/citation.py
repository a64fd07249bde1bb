"""How minutes are quoted elsewhere: 委員「令和3年度第2回長崎市DX推進委員会」（2021-10-28）発言12."""


def citation(meeting: str | None, day: str, speaker: str = "", turn: int = 0) -> str:
    """Who says it, the meeting and its day (or number, where no day is known), the number of the turn; without a ``speaker``
    the meeting alone."""
    name = " ".join((meeting or "会議録").split())
    told = f"「{name}」（{day}）"
    return f"{speaker}{told}発言{turn}" if speaker else told
