"""Edits as a person could make them, drawn by dice."""

import random

from reader.minutes.edits.apply import PutRight, apply
from reader.minutes.edits.edit import Edit, EditKind
from reader.minutes.edits.places import part_words, turn_begin, whole, words
from reader.minutes.edits.quote import Quote
from reader.minutes.model import Minutes, Note, PartKind, Turn

LABELS = ("環境整備課", "山田委員", "会長", "市長（佐藤一郎君）", "委員", "主査")
HEAD = {
    EditKind.MEETING: ("meeting", "第3回みどりの協議会"),
    EditKind.DATE: ("date", "令和7年3月4日（火）"),
    EditKind.PLACE: ("place", "市民会館"),
}


def draw(dice: random.Random, state: PutRight) -> Edit | None:
    """One edit on minutes as they stand; None where the dice meant nothing that is there."""
    minutes = state.minutes
    kind = dice.choice([*EditKind])
    if kind in HEAD:
        was, value = HEAD[kind]
        return Edit(kind, was=getattr(minutes, was) or "", value=value)
    if kind is EditKind.RIGHT:
        return Edit(kind, answers=dice.choice(minutes.warnings).key) if minutes.warnings else None
    if kind is EditKind.EVERY_SPEAKER and minutes.speakers:
        return Edit(kind, was=dice.choice(minutes.speakers).key, value=dice.choice(LABELS))
    return _of_a_place(dice, state, kind)


def _of_a_place(dice: random.Random, state: PutRight, kind: EditKind) -> Edit | None:
    minutes = state.minutes
    if not minutes.entries or kind is EditKind.EVERY_SPEAKER:
        return None
    index = dice.randrange(len(minutes.entries))
    try:
        quote = _place(dice, state, kind, index)
    except ValueError:
        return None
    value = dice.choice(LABELS) if kind in (EditKind.SPEAKER, EditKind.SPLIT, EditKind.SPEECH) else ""
    label = dice.choice((0, 0, 2)) if kind in (EditKind.SPLIT, EditKind.SPEECH) else 0
    if label and not state.plain.is_edge(state.plain.find(quote).start + label):
        label = 0
    return Edit(kind, quote, value, label=label)


def _place(dice: random.Random, state: PutRight, kind: EditKind, index: int) -> Quote:
    entry = state.minutes.entries[index]
    length = len(entry.text)
    if kind in (EditKind.SPEAKER, EditKind.JOIN):
        return turn_begin(state, index)
    if kind is EditKind.SPLIT:
        start = dice.randrange(length)
        return words(state, index, start, start + 32)
    if dice.random() < 0.15:
        parts = [n for n, part in enumerate(state.minutes.parts) if part.kind is not PartKind.SPEECH]
        return part_words(state, dice.choice(parts)) if parts else whole(state, index)
    if isinstance(entry, Note) or dice.random() < 0.3:
        return whole(state, index)
    start = dice.randrange(length)
    return words(state, index, start, dice.randint(start + 1, length))


def edits_on(dice: random.Random, minutes: Minutes, count: int) -> list[Edit]:
    """So many edits, each made on what the ones before it gave, and each of which stood when it was made."""
    made: list[Edit] = []
    state = apply((), minutes)
    for _ in range(count * 20):
        edit = draw(dice, state)
        if edit is None:
            continue
        tried = apply([*made, edit], minutes)
        if tried.outcomes[-1].stands:
            made.append(edit)
            state = tried
        if len(made) == count:
            break
    return made


def said(minutes: Minutes) -> list[tuple[str, str]]:
    """Who says what."""
    return [(entry.speaker if isinstance(entry, Turn) else "", entry.text) for entry in minutes.entries]
