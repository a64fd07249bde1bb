"""Speakers from labels: who each label is, by the label, the roster and the readings that the document states.

::

    棚橋委員長          -> chair, 棚橋泰文 (from the roster), たなはしやすふみ (from the record)
    議長（山田一郎君）  -> chair, 山田一郎
    主査                -> chair, where nobody else is
    榊原                -> what the roster says of 榊原太一
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from reader.minutes.labels.roles import ROLES, role_of
from reader.minutes.model import Role, Speaker, StatedReading
from reader.minutes.people.roster import Person, full_name, name_in_label
from reader.minutes.text.characters import bare, fold

_CHAIR_OF_A_STUDY_GROUP = "主査"


def speakers_of(
    labels: Iterable[tuple[str, str]], people: Sequence[Person], readings: Sequence[StatedReading]
) -> tuple[Speaker, ...]:
    """The speakers, in the order they first speak; ``labels`` pairs a key with what is printed."""
    known = [
        *people,
        *(Person(reading.surface, None) for reading in readings if reading.surface not in ROLES),
    ]
    by_surface = {reading.surface: reading.reading for reading in readings}
    printed = dict(reversed(list(labels)))
    ordered = dict.fromkeys(key for key, _ in labels)
    roles = {key: _role(bare(fold(printed[key])), people) for key in ordered}
    if Role.CHAIR not in roles.values():
        roles |= _stand_in(roles, printed)
    return tuple(_speaker(key, printed[key], roles[key], known, by_surface) for key in ordered)


def _speaker(
    key: str, printed: str, role: Role, people: Sequence[Person], readings: Mapping[str, str]
) -> Speaker:
    name = full_name(bare(fold(printed)), people)
    return Speaker(key, printed, role, name, readings.get(name) if name else None)


def _role(label: str, people: Sequence[Person]) -> Role:
    role = role_of(label)
    if role is not Role.OTHER:
        return role
    name = name_in_label(label) or label
    offices = {person.role for person in people if person.role and person.name.startswith(name)}
    return role_of(offices.pop()) if len(offices) == 1 and len(name) > 1 else role


def _stand_in(roles: Mapping[str, Role], printed: Mapping[str, str]) -> dict[str, Role]:
    """Where nobody is called a chair, the one whose word can mean it: 主査 of a study group."""
    found = (key for key in roles if bare(fold(printed[key])) == _CHAIR_OF_A_STUDY_GROUP)
    return dict.fromkeys(islice(found, 1), Role.CHAIR)
