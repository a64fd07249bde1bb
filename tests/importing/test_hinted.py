"""Hints are kept with the minutes that they are about, and applied whenever these come in again."""

from dataclasses import replace

import pytest

from reader.importing.identity import Wish
from reader.importing.importer import Importer, Outcome
from reader.minutes.hints import NO_HINTS, Hints, read_hints

MINUTES = """第2回審議会
令和5年6月1日

○会長　始めます。
○環境の輪　一つ目の質問です。
○会長　次に移ります。
【補足】水路の幅は六十センチである。
○会長　水路の改修について、ほかに意見がなければ終わります。次回は七月に開きます。
○会長　皆さんの協力に感謝します。これで第二回の審議会を閉じます。
"""
HINTS = read_hints('speakers = ["補足"]\nnobody = ["環境の輪"]')


def _labels(importer: Importer, session_id: str) -> set[str]:
    return {speaker.label for speaker in importer.library.minutes(session_id).speakers}


def _import(importer: Importer, text: str = MINUTES, hints: Hints | None = None) -> tuple[str, Outcome]:
    imported = importer.import_bytes(text.encode(), "a.txt", "/a.txt", hints=hints)
    return imported.id, imported.outcome


def test_hints_stay_with_the_minutes(importer: Importer) -> None:
    session_id, _ = _import(importer)
    assert _labels(importer, session_id) == {"会長", "環境の輪"}
    assert _import(importer, hints=HINTS) == (session_id, Outcome.UPDATED)
    assert _labels(importer, session_id) == {"会長", "補足"}
    assert _import(importer) == (session_id, Outcome.UNCHANGED)
    assert _import(importer, MINUTES.replace("七月", "八月")) == (session_id, Outcome.UPDATED)
    assert _labels(importer, session_id) == {"会長", "補足"}
    stored = importer.library.source(session_id)
    assert stored is not None
    assert stored.hints == HINTS


def test_no_hints_take_kept_ones_away(importer: Importer) -> None:
    session_id, _ = _import(importer, hints=HINTS)
    assert _import(importer, hints=NO_HINTS) == (session_id, Outcome.UPDATED)
    assert _labels(importer, session_id) == {"会長", "環境の輪"}


def test_the_next_meeting_from_the_same_place_has_none(importer: Importer) -> None:
    first, _ = _import(importer, hints=HINTS)
    text = MINUTES.replace("第2回", "第3回").replace("6月1日", "7月1日")
    second = importer.import_bytes(text.encode(), "a.txt", "/a.txt", wish=Wish(new=True)).id
    assert second != first
    assert _labels(importer, second) == {"会長", "環境の輪"}


def test_the_municipalitys_hints_hold_for_all_but_where_they_are_contradicted(importer: Importer) -> None:
    session_id, _ = _import(importer)
    municipal = replace(importer, municipality=HINTS)
    assert _import(municipal) == (session_id, Outcome.UPDATED)
    assert _labels(municipal, session_id) == {"会長", "補足"}
    assert _import(municipal) == (session_id, Outcome.UNCHANGED)
    own = read_hints('speakers = ["環境の輪"]')
    assert _import(municipal, hints=own) == (session_id, Outcome.UPDATED)
    assert _labels(municipal, session_id) == {"会長", "補足", "環境の輪"}


def test_turns_keep_their_numbers_when_a_hint_takes_one_away(importer: Importer) -> None:
    session_id, _ = _import(importer)
    before = {turn.text: turn.number for turn in importer.library.minutes(session_id).turns}
    _import(importer, hints=read_hints('nobody = ["環境の輪"]'))
    after = {turn.text: turn.number for turn in importer.library.minutes(session_id).turns}
    assert after["次に移ります。"] == before["次に移ります。"]


def test_hints_survive_reading_again(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    session_id, _ = _import(importer, hints=HINTS)
    monkeypatch.setattr("reader.importing.importer.INDEX_VERSION", "another")
    assert importer.refresh() == (session_id,)
    stored = importer.library.source(session_id)
    assert stored is not None
    assert stored.hints == HINTS
