"""Other dresses that minutes wear: tables, lists and paragraphs of a page, recordings with times, flattened copies.

Each takes the turns of a meeting (label, what is said in paragraphs) and gives the printed lines, marks in them; half of them
are the kept half's::

    dress("stamped", turns) -> ["00:12　«議長»　‹…›", …]
"""

from collections.abc import Callable, Sequence

Turn = tuple[str, Sequence[str]]
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def _inline(
    front: Callable[[int], str], between: str, behind: str = ""
) -> Callable[[Sequence[Turn]], list[str]]:
    """Labels in their lines: what stands in front of the ``n``-th, between label and words, and behind the words."""

    def lines(turns: Sequence[Turn]) -> list[str]:
        return [
            f"{front(number)}«{label}»{between}‹" + "\n　".join(said) + f"›{behind}"
            for number, (label, said) in enumerate(turns, start=1)
        ]

    return lines


def _page(
    row: Callable[[int, str, Sequence[str]], str], begin: str, end: str
) -> Callable[[Sequence[Turn]], list[str]]:
    def lines(turns: Sequence[Turn]) -> list[str]:
        return [
            begin,
            *(row(number, label, said) for number, (label, said) in enumerate(turns, start=1)),
            end,
        ]

    return lines


def _flat(turns: Sequence[Turn]) -> list[str]:
    return ["　".join(f"○«{label}»　‹" + "".join(said) + "›" for label, said in turns)]


def _behind(turns: Sequence[Turn]) -> list[str]:
    return ["・‹" + "".join(said) + f"›（«{label}»）" for label, said in turns]


def _quoted(turns: Sequence[Turn]) -> list[str]:
    return [f"«{label}»‹「" + "".join(said) + "」›" for label, said in turns]


def _form(turns: Sequence[Turn]) -> list[str]:
    return [
        line for label, said in turns for line in (f"発言者：«{label}»", "発言内容：‹" + "".join(said) + "›")
    ]


def _headed(head: str, row: str) -> Callable[[Sequence[Turn]], list[str]]:
    return lambda turns: [head, *(row.format(label=label, said="".join(said)) for label, said in turns)]


_DRESSES: dict[str, Callable[[Sequence[Turn]], list[str]]] = {
    "stamped": _inline(lambda number: f"00:{number * 2:02}:{number * 7 % 60:02}　", "　"),
    "stamped in brackets": _inline(lambda number: f"[10:{number * 3:02}] ", " "),
    "between stars": _inline(lambda _: "＊", "＊　"),
    "between dashes": _inline(lambda _: "－", "－　"),
    "circled": _inline(lambda number: _CIRCLED[number - 1], "　"),
    "counted marks": _inline(lambda number: f"◆{number}　", "　"),
    "quoted": _quoted,
    "form": _form,
    "bars": _headed("| 発言者 | 発言内容 |\n|---|---|", "| «{label}» | ‹{said}› |"),
    "tabs": _headed("発言者\t発言要旨", "«{label}»\t‹{said}›"),
    "bold": _inline(lambda _: "**", "**: "),
    "titles": _inline(lambda _: "### ", "\n"),
    "table": _page(
        lambda number, label, said: (
            f"<tr><td>{number}</td><td>«{label}»</td><td>‹" + "<br>".join(said) + "›</td></tr>"
        ),
        "<table><tr><th>番号</th><th>発言者</th><th>発言の要旨</th></tr>",
        "</table>",
    ),
    "list of terms": _page(
        lambda _, label, said: f"<dt>«{label}»</dt><dd>‹" + "</dd><dd>".join(said) + "›</dd>", "<dl>", "</dl>"
    ),
    "strong": _page(
        lambda _, label, said: f"<p><strong>«{label}»</strong><br>‹" + "</p><p>".join(said) + "›</p>", "", ""
    ),
    "blocks": _page(
        lambda _, label, said: f'<div class="w">«{label}»</div><div>‹' + "</div><div>".join(said) + "›</div>",
        "",
        "",
    ),
    "flat": _flat,
    "behind": _behind,
}


def dresses(*, kept: bool) -> list[str]:
    """One half of their names, the same one every time."""
    return list(_DRESSES)[kept::2]


def dress(name: str, turns: Sequence[Turn]) -> list[str]:
    """The printed lines of turns."""
    return _DRESSES[name](turns)


def page(head: Sequence[str], body: Sequence[str], foot: Sequence[str]) -> str:
    """A page in HTML, if the body is one; else the lines."""
    if not any("<" in line for line in body):
        return "\n".join([*head, *body, *foot]) + "\n"
    around = ["".join(f"<p>{line}</p>" for line in lines if line.strip()) for lines in (head, foot)]
    return f"<html><body>{around[0]}{''.join(body)}{around[1]}</body></html>\n"
