"""Which meetings belong together, by a name that can stand in an address: 「A/B部会」 → 「A・B部会」."""

from reader.minutes.text.bodies import body_of


def series_of(meeting: str) -> str:
    """The name of the body whose meeting it is, without what would cut an address."""
    return body_of(meeting).replace("/", "・")
