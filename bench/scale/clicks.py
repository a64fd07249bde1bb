"""``clicks``: from the click to what is heard, while the line is full and a town listens."""

import statistics

from bench.crowd import around
from bench.scale.lab import Lab, clicked, p95, told, until
from bench.seed import seed_bytes

LONGEST_CLICK = 1.0
PASSAGES, IN_A_SESSION = 10_000, 500
CLICKS, LISTENS = 12, 3.0
LISTENERS, READERS, HEARD = 20, 20, 6


def clicks(lab: Lab) -> bool:
    """Clicks on passages of which nothing is there, while as many listen and read as in a town: with nothing in the line, then
    while it is full and somebody works."""
    page = lab.import_page(seed_bytes()[1], "seed")
    session = lab.library.session(page)
    keys = [passage.key for passage in session.passages]
    turns = [passage.key for passage in session.passages if len(passage.utterances) > 2][-2 * CLICKS :]
    lab.line.order_session("", page, session.stamp, ())
    lab.common.all_ordered("", lab.common.writes([""])[""])
    with lab.several.started("web", "serve", "--port", "0", "--workers", "1"):
        until(lambda: "で開けます" in lab.several.said("web"))
        site = lab.several.said("web").partition(" ")[0]
        address = f"{site}/minutes/{page}/passages"
        heard = keys[:HEARD]
        clicked(address, heard)  # the voices are ready, and there is something to listen to
        with around(site, page, heard, LISTENERS, READERS) as before:
            alone = clicked(address, turns[::2], LISTENS)
        for number in range(1, PASSAGES // IN_A_SESSION + 1):
            other = lab.library.session(lab.import_page(_long(number), f"long-{number}"))
            lab.line.order_session("", other.id, other.stamp, [one.key for one in other.passages])
        with (
            lab.several.started("work", "work", "--workers", "1"),
            around(site, page, heard, LISTENERS, READERS) as met,
        ):
            until(lambda: lab.line.waiting().doing > 0)
            full = clicked(address, turns[1::2], LISTENS)
            left = lab.line.waiting().waiting
    wrong = [*before.listeners.errors, *before.readers.errors, *met.listeners.errors, *met.readers.errors]
    print(*wrong[:3], sep="\n", end="\n" if wrong else "")
    well = told(
        f"clicks on sound: median {statistics.median(full):.2f} s with {left:,} passages in the line (with none: median"
        f" {statistics.median(alone):.2f} s, p95 {p95(alone):.2f} s), {LISTENERS} listeners and {READERS} readers; p95 in seconds",
        p95(full),
        LONGEST_CLICK,
    )
    for who, tally in (("pages", met.readers), ("sound that is there", met.listeners)):
        taken = tally.first_bytes
        words = f"clicks on {who}: {len(taken)}, median {statistics.median(taken):.3f} s; p95 in seconds"
        well = told(words, p95(taken), LONGEST_CLICK) and well
    return well and not wrong


def _long(number: int) -> bytes:
    """Minutes of which no two sentences are the same, so that whoever works at them speaks."""
    turns = "".join(
        f"{'委員' if n % 2 else '事務局'}: {number}回の第{n}号議案は、橋を{n}本と道を{n + number}本直すもので、来年の{n % 12 + 1}月までに終わります。\n"
        for n in range(1, IN_A_SESSION + 1)
    )
    return f"第{number}回会議\n令和7年1月{number}日\n\n{turns}".encode()
