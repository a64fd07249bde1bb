"""Looks at what a PDF's drawings draw, before PDFium follows them: some draw themselves, or each other without end.

A form that draws two forms that draw two forms … costs memory that doubles with each step, and nothing can stop
PDFium then. So the steps are counted first::

    5: "/X Do /X Do", and /X is 5          -> refused: it draws itself
    5 draws 6 twice, 6 draws 7 twice, …    -> refused from 200,000 steps on
"""

import re
from collections.abc import Mapping

from reader.errors import SourceError
from reader.minutes.sources.pdf.file.objects import PdfObject

_FORM = re.compile(rb"/Subtype\s*/Form\b")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s{1,8}Do\b")
_REFERENCE = re.compile(rb"(\d{1,8})\s{1,8}\d{1,5}\s{1,8}R\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s{1,8}(\d{1,8})\s{1,8}\d{1,5}\s{1,8}R\b")
_RESOURCES = re.compile(rb"/Resources\s{1,8}(\d{1,8})\s{1,8}\d{1,5}\s{1,8}R\b")
_XOBJECTS = re.compile(rb"/XObject\s{1,8}(\d{1,8})\s{1,8}\d{1,5}\s{1,8}R\b")
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\[\]]{0,100000}+\]|\d{1,8}\s{1,8}\d{1,5}\s{1,8}R)")
_MOST_STEPS = 200_000
_DEEPEST = 24


def check_drawings(objects: Mapping[int, PdfObject]) -> None:
    """SourceError for a PDF whose drawings have no end, or none in sight."""
    forms = {number: found for number, found in objects.items() if _FORM.search(found.entries)}
    if not forms:
        return
    calls = {number: _calls(found, found.words, objects, forms) for number, found in forms.items()}
    steps: dict[int, int] = {}
    for number in forms:
        _count(number, calls, steps, 0)
    for page in objects.values():
        if _PAGE.search(page.entries):
            _check(sum(steps[form] * times for form, times in _page_calls(page, objects, forms).items()))


def _calls(
    holder: PdfObject, words: bytes | None, objects: Mapping[int, PdfObject], forms: Mapping[int, PdfObject]
) -> dict[int, int]:
    """The forms that an object draws, with how often. Words that cannot be read may draw each of them once."""
    names = _forms_by_name(holder, objects, forms)
    calls: dict[int, int] = {}
    drawn = _DRAWN.findall(words) if words is not None else list(names)
    for name in drawn:
        if name in names:
            calls[names[name]] = calls.get(names[name], 0) + 1
    return calls


def _page_calls(
    page: PdfObject, objects: Mapping[int, PdfObject], forms: Mapping[int, PdfObject]
) -> dict[int, int]:
    contents = _CONTENTS.search(page.entries)
    numbers = _REFERENCE.findall(contents.group(1)) if contents else []
    streams = [objects[int(number)].words for number in numbers if int(number) in objects]
    words = None if None in streams else b"\n".join(stream for stream in streams if stream)
    return _calls(page, words, objects, forms)


def _forms_by_name(
    holder: PdfObject, objects: Mapping[int, PdfObject], forms: Mapping[int, PdfObject]
) -> dict[bytes, int]:
    """The names under which an object knows forms: in its own entries, or in the resources that these refer to."""
    texts = [holder.entries]
    for pattern in (_RESOURCES, _XOBJECTS):
        for text in list(texts):
            texts += [
                objects[int(number)].entries for number in pattern.findall(text) if int(number) in objects
            ]
    return {
        name: int(number) for text in texts for name, number in _NAMED.findall(text) if int(number) in forms
    }


def _count(number: int, calls: Mapping[int, Mapping[int, int]], steps: dict[int, int], depth: int) -> int:
    """The steps it takes to draw a form, itself included."""
    if number not in steps:
        if depth > _DEEPEST:
            raise SourceError(
                "図の中に図が限りなく入っているPDFです。ほかの方法でPDFを作りなおしてください。"
            )
        inner = sum(_count(form, calls, steps, depth + 1) * times for form, times in calls[number].items())
        _check(inner)
        steps[number] = 1 + inner
    return steps[number]


def _check(steps: int) -> None:
    if steps > _MOST_STEPS:
        raise SourceError("図の重なりが多すぎて読めないPDFです。ほかの方法でPDFを作りなおしてください。")
