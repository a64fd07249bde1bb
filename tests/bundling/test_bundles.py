"""Bundles: what is public arrives as it is, goes when it is withdrawn, and nothing altered, foreign or older is taken in."""

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.bundling.archive import MANIFEST, SIGNATURE, Bundle, BundleError, SigningKey, signing_key
from reader.bundling.receiving import Receiving, Taken
from reader.bundling.sending import send
from reader.desk.withdrawals.finding import find_words
from reader.desk.withdrawals.withdrawing import Withdrawing
from reader.errors import GoneError
from reader.library.desk import audit
from reader.library.desk.people import Account, Role
from reader.library.notices import notice_of
from reader.library.search import Query
from reader.minutes.masking.mask import MaskKind
from reader.narration.narrator import Narrator
from reader.narration.removal import Removal
from reader.passages.annotator import Annotator
from reader.speech.clips.cache import ClipCache
from reader.speech.making.maker import ClipMaker
from tests.desk.desks import CLI, Desk, desk_in, page
from tests.desk.test_editions import WORDS
from tests.speech.sounds import ToneEngine, plain_casting


@dataclass
class Side:
    """One of two machines that share no network."""

    desk: Desk
    cache: ClipCache
    narrator: Narrator
    key: SigningKey
    folder: Path

    def sends(self, name: str = "a", *, sound: bool = False) -> Path:
        path = self.folder / f"{name}.bundle"
        send(self.desk.library, path, self.key, CLI, self.cache, self.narrator if sound else None)
        return path

    def takes(self, path: Path, trusted: str) -> Taken | None:
        bundle = Bundle(path, trusted)
        removal = Removal(self.desk.library, self.cache, self.narrator)
        receiving = Receiving(
            self.desk.drafting.importer, self.desk.settling.corrector, self.cache, removal.remove
        )
        try:
            return receiving.take(bundle, CLI)
        finally:
            bundle.close()


@contextmanager
def _side(folder: Path, annotator: Annotator) -> Iterator[Side]:
    cache = ClipCache(folder / "audio_cache")
    narrator = Narrator(ClipMaker(cache, ToneEngine(None, 0.1), 1), cache, plain_casting, lambda name: "1")
    side = Side(desk_in(folder, annotator), cache, narrator, signing_key(folder / "bundle.key"), folder)
    yield side
    narrator.close()
    side.desk.library.close()


@pytest.fixture
def office(tmp_path: Path, annotator: Annotator) -> Iterator[Side]:
    with _side(tmp_path / "office", annotator) as side:
        yield side


@pytest.fixture
def outside(tmp_path: Path, annotator: Annotator) -> Iterator[Side]:
    with _side(tmp_path / "outside", annotator) as side:
        yield side


@pytest.fixture
def people(office: Side) -> tuple[Account, Account]:
    return office.desk.person("tantou", Role.CLERK), office.desk.person("shounin", Role.APPROVER)


def _published(side: Side, people: tuple[Account, Account], day: int, *words: str) -> str:
    draft = side.desk.drafted(people[0], page(f"鵺の会{day}", day, *words))
    return side.desk.published(*people, draft)


def test_what_is_public_arrives_with_ids_readings_and_sound(
    office: Side, outside: Side, people: tuple[Account, Account]
) -> None:
    office.desk.settling.corrector.add("鵺尾橋", "ぬえおばし")
    ids = [_published(office, people, day, *WORDS) for day in (1, 2)]
    office.desk.drafted(people[0], page("まだの会", 3, "内緒の話です。"))
    session = office.desk.library.session(ids[0])
    office.desk.settling.corrector.correct(
        ids[0],
        next(u.id for p in session.passages for u in p.utterances if "欄干" in u.text),
        "欄干",
        "てすり",
    )
    read = office.desk.library.session(ids[0])
    for made in office.narrator.request(read, office.narrator.whole(read)):
        made.result()
    taken = outside.takes(office.sends(sound=True), office.key.public)
    assert taken is not None
    assert (taken.number, taken.changed, taken.gone) == (1, tuple(ids), ())
    assert [one.id for one in outside.desk.library.sessions()] == [
        one.id for one in office.desk.library.sessions()
    ]
    arrived = outside.desk.library.session(ids[0])
    assert arrived.minutes == read.minutes
    assert [u.digest for p in arrived.passages for u in p.utterances] == [
        u.digest for p in read.passages for u in p.utterances
    ]
    assert outside.narrator.progress(arrived).is_complete
    assert outside.desk.library.search(Query("内緒")).total == 0
    notice = notice_of(outside.desk.library, ids[0])
    assert notice == notice_of(office.desk.library, ids[0])
    assert outside.takes(office.sends("same"), office.key.public) == Taken(2, (), (), 0)
    assert (
        outside.desk.published(
            outside.desk.person("a1", Role.CLERK),
            outside.desk.person("b1", Role.APPROVER),
            outside.desk.drafted(outside.desk.people.all()[0], page("ここの会", 1, "ここの話です。")),
        )
        == "20260901-2"
    ), "an id that came by a bundle is not given again"


def test_what_is_withdrawn_goes_there_too(
    office: Side, outside: Side, people: tuple[Account, Account]
) -> None:
    first, second = (_published(office, people, day, *WORDS) for day in (1, 2))
    own = outside.desk.published(
        outside.desk.person("a1", Role.CLERK),
        outside.desk.person("b1", Role.APPROVER),
        outside.desk.drafted(outside.desk.people.all()[0], page("ここの会", 5, "ここの話です。")),
    )
    outside.takes(office.sends(), office.key.public)
    found = find_words(office.desk.library, "欄干を塗り直す")
    Withdrawing(office.desk.drafting).withdraw(
        CLI, found, found.places[:1], MaskKind.WITHDRAWN, "議会の許可", lambda session: frozenset()
    )
    gone = found.places[0].session
    other = first if gone == second else second
    office.desk.editions.withdraw(people[1], other, "誤って公開しました", "", office.desk.library.remove)
    taken = outside.takes(office.sends("b"), office.key.public)
    assert taken is not None
    assert (taken.changed, taken.gone) == ((gone,), (other,))
    assert "発言取消し" in "".join(turn.text for turn in outside.desk.library.minutes(gone).turns)
    assert outside.desk.library.search(Query("欄干")).total == 0
    with pytest.raises(GoneError, match="誤って公開しました"):
        outside.desk.library.session(other)
    assert outside.desk.library.session(own).minutes.turns
    with outside.desk.library.reading() as connection:
        assert audit.entries(connection)[0].act.act == "take_bundle"


def test_nothing_altered_foreign_or_older_is_taken_in(
    office: Side, outside: Side, people: tuple[Account, Account], tmp_path: Path
) -> None:
    _published(office, people, 1, *WORDS)
    old = office.sends("old")
    _published(office, people, 2, *WORDS)
    new = office.sends("new")
    with pytest.raises(BundleError, match="信じている発行元"):
        outside.takes(new, outside.key.public)
    for name in ("sessions/20260901-1.json", MANIFEST, SIGNATURE, "lexicon.json", "gone.json"):
        altered = tmp_path / "altered.bundle"
        with zipfile.ZipFile(new) as before, zipfile.ZipFile(altered, "w") as after:
            for part in before.namelist():
                data = before.read(part)
                after.writestr(part, data if part != name else data[:-1] + bytes([data[-1] ^ 1]))
        with pytest.raises(BundleError):
            outside.takes(altered, office.key.public)
    cut = tmp_path / "cut.bundle"
    cut.write_bytes(new.read_bytes()[:-200])
    with pytest.raises(BundleError, match="読めません"):
        outside.takes(cut, office.key.public)
    shutil.copy(new, tmp_path / "more.bundle")
    with zipfile.ZipFile(tmp_path / "more.bundle", "a") as more:  # what is not signed is not looked at
        more.writestr("sessions/20990101-1.json", "{}")
    assert outside.desk.library.count() == 0
    assert outside.takes(tmp_path / "more.bundle", office.key.public) is not None
    assert outside.desk.library.count() == 2
    with pytest.raises(BundleError, match="より前のもの"):
        outside.takes(old, office.key.public)
    assert outside.takes(new, office.key.public) is None
    assert outside.desk.library.count() == 2


def test_the_key_is_made_once_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "home" / "bundle.key"
    made = signing_key(path)
    assert signing_key(path).public == made.public
    assert path.stat().st_mode & 0o077 == 0
    path.write_bytes(b"cut")
    with pytest.raises(BundleError, match="鍵"):
        signing_key(path)
