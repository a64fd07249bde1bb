"""Akoma Ntoso 3.0 (OASIS LegalDocML), the XML in which parliaments exchange debates.

::

    <debateSection eId="a1"><num>日程第1</num><heading>会期の決定について</heading>
      <speech eId="t3" by="#speaker1" as="#chair"><from>議長（髙田一郎君）</from><p>お諮りいたします。…</p></speech>
      <scene eId="n2"><p>〔「異議なし」と呼ぶ者あり〕</p></scene>

Questions and their answers are ``question`` and ``answer``; what nobody says inside a turn is a ``remark``.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO
from xml.etree.ElementTree import Element

from reader.exports.data.csv_table import ROLES
from reader.exports.material import Material, Options
from reader.exports.xml_text import child, clean, document
from reader.minutes.exchanges import exchanges
from reader.passages.utterance import Passage, PassageKind

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_OURS = "urn:minutes-reader:edition"


def write_akoma_ntoso(material: Material, _options: Options, file: BinaryIO) -> None:
    """The session as one debate."""
    root = Element("akomaNtoso", {"xmlns": NAMESPACE, "xmlns:reader": _OURS})
    debate = child(root, "debate", name="debateRecord", contains="originalVersion")
    _meta(material, child(debate, "meta"))
    _preface(material, child(debate, "preface"))
    body = child(debate, "debateBody")
    people = {speaker.key: f"speaker{n}" for n, speaker in enumerate(material.minutes.speakers, 1)}
    parts = [passage for passage in material.passages if passage.kind is not PassageKind.TITLE]
    sections = [list(members) for _, members in groupby(parts, key=lambda passage: passage.agenda)]
    for number, members in enumerate(sections or [[]], 1):
        _section(material, child(body, "debateSection", eId=f"section{number}", name="item"), members, people)
    file.write(document(root, indented=False))


def _meta(material: Material, meta: Element) -> None:
    minutes, imprint = material.minutes, material.imprint
    held = minutes.held_on or imprint.updated.date()
    work = f"/akn/jp/debateRecord/{held}/{imprint.session_id}"
    expression = f"{work}/jpn@{imprint.updated:%Y-%m-%d}"
    identification = child(meta, "identification", source="#publisher")
    for name, place, day, what in (
        ("FRBRWork", work, str(held), "debate" if minutes.held_on else "publication"),
        ("FRBRExpression", expression, f"{imprint.updated:%Y-%m-%d}", "edition"),
        ("FRBRManifestation", f"{expression}.xml", f"{imprint.updated:%Y-%m-%d}", "edition"),
    ):
        frbr = child(identification, name)
        child(frbr, "FRBRthis", value=f"{place}/!main" if name != "FRBRManifestation" else place)
        child(frbr, "FRBRuri", value=place)
        child(frbr, "FRBRdate", date=day, name=what)
        child(frbr, "FRBRauthor", href="#publisher")
        if name == "FRBRWork":
            child(frbr, "FRBRcountry", value="jp")
        elif name == "FRBRExpression":
            child(frbr, "FRBRlanguage", language="jpn")
    references = child(meta, "references", source="#publisher")
    publisher = imprint.terms.publisher or material.title
    child(
        references,
        "TLCOrganization",
        eId="publisher",
        href="/ontology/organization/publisher",
        showAs=publisher,
    )
    for number, speaker in enumerate(minutes.speakers, 1):
        child(
            references,
            "TLCPerson",
            eId=f"speaker{number}",
            href=f"{imprint.address}/speakers/{number}",
            showAs=speaker.name or material.label(speaker.key),
        )
    for role in sorted({speaker.role for speaker in minutes.speakers}):
        child(references, "TLCRole", eId=role.value, href=f"/ontology/role/{role.value}", showAs=ROLES[role])
    told = child(child(meta, "proprietary", source="#publisher"), "reader:edition")
    for line in imprint.told():
        child(told, "reader:told", line)


def _preface(material: Material, preface: Element) -> None:
    line = child(preface, "p")
    child(line, "docTitle", material.minutes.meeting or material.title)
    if material.minutes.date:
        held = material.minutes.held_on or material.imprint.updated.date()
        child(line, "docDate", material.minutes.date, date=str(held))
    if material.minutes.place:
        child(child(preface, "p"), "location", material.minutes.place, refersTo="#publisher")


def _section(material: Material, section: Element, members: list[Passage], people: dict[str, str]) -> None:
    asked = {exchange.question for exchange in exchanges(material.minutes)}
    answered = {number for exchange in exchanges(material.minutes) for number in exchange.answers}
    heading = next((passage for passage in members if passage.kind is PassageKind.HEADING), None)
    if heading is not None and heading.agenda is not None:
        number = material.minutes.agenda[heading.agenda].number
        if number:
            child(section, "num", number)
        child(section, "heading", heading.text)
    rest = [passage for passage in members if passage is not heading]
    if not rest:
        child(section, "narrative")
    for passage in rest:
        if passage.kind is not PassageKind.TURN:
            kind = "scene" if passage.kind is PassageKind.NOTE else "narrative"
            _lines(child(section, kind, eId=passage.key), passage)
            continue
        number_of = passage.number
        name = "question" if number_of in asked else "answer" if number_of in answered else "speech"
        speaker = material.minutes.speaker(passage.speaker or "")
        attributes = {"eId": passage.key, "by": f"#{people[speaker.key]}", "as": f"#{speaker.role.value}"}
        turn = child(section, name, **attributes)
        child(turn, "from", material.label(speaker.key))
        _paragraphs(turn, passage)


def _paragraphs(parent: Element, passage: Passage) -> None:
    """A ``p`` for each line; what nobody says stands in a ``remark``, cut where a line ends."""
    start = 0
    for line in passage.text.split("\n"):
        paragraph = child(parent, "p")
        before: Element | None = None
        for text, is_aside in _pieces(passage, start, start + len(line)):
            if is_aside:
                before = child(paragraph, "remark", text, type="sceneDescription")
            elif before is None:
                paragraph.text = (paragraph.text or "") + clean(text)
            else:
                before.tail = (before.tail or "") + clean(text)
        start += len(line) + 1


def _lines(parent: Element, passage: Passage) -> None:
    """The lines one behind the other, with an ``eol`` between two: what is nobody's has no paragraphs."""
    first, *others = passage.text.split("\n")
    parent.text = clean(first)
    for line in others:
        child(parent, "eol").tail = clean(line)


def _pieces(passage: Passage, start: int, end: int) -> Iterator[tuple[str, bool]]:
    """The text from ``start`` to ``end`` in pieces, and of each whether nobody says it."""
    for aside in passage.asides:
        first, last = max(start, aside.start), min(end, aside.end)
        if first < last:
            if start < first:
                yield passage.text[start:first], False
            yield passage.text[first:last], True
            start = last
    if start < end:
        yield passage.text[start:end], False
