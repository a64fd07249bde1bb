"""Two towns of one server in one process: each has its own names, voices, readings, ids and pages, and nothing of the other's."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Event

import pytest
from starlette.testclient import TestClient

from reader.cli.house import House
from reader.cli.sites import serves_towns, sites_of_towns
from reader.cli.towns import Towns, voices_of
from reader.corrections.corrector import Corrector
from reader.errors import LibraryError, NotFoundError, ReaderError, SettingsError
from reader.importing.importer import Importer
from reader.library.library import Library
from reader.library.server.address import ServerAddress
from reader.library.server.common import Common
from reader.library.server.upgrading import upgrade_server
from reader.narration.queue.making import Making
from reader.narration.queue.tables import upgrade_common
from reader.narration.queue.worker import Passage
from reader.passages.annotator import Annotator
from reader.settings.site import Settings
from reader.settings.town import town_settings
from tests.commands import Run
from tests.servers import database_of_its_own

pytestmark = [pytest.mark.server, pytest.mark.voice]

TOWNS = {"132012": "北みどり町", "132021": "南みどり町"}
OWN = {
    "132012": 'public_url = "https://north.example.jp"\noffice = "北の議会事務局"\n[voices]\n"山田太郎" = "openjtalk/low"\n',
    "132021": 'allowed_hosts = "south.example.jp"\noffice = "南の議会事務局"\n[voices]\n"山田太郎" = "openjtalk/high"\n',
}


def _page(town: str) -> bytes:
    return (
        f"{town}議会 第1回定例会\n令和8年5月14日\n\n○議長（山田太郎君）　{town}の下市町の橋を直します。\n"
        f"○事務局長（佐藤花子君）　{town}だけの話です。\n"
    ).encode()


@pytest.fixture
def machine(server_url: str, tmp_path: Path, compiled: Path) -> Iterator[House]:
    """A machine of a server with two towns, of which nothing is said yet."""
    with database_of_its_own(server_url, f"towns_{tmp_path.name[-24:].lower()}") as url:
        (tmp_path / "home").mkdir()
        (tmp_path / "home" / ".cache").symlink_to(compiled, target_is_directory=True)
        house = House(Settings(home=tmp_path / "home", database=url, driver="openjtalk", workers=1))
        with closing(Common(ServerAddress(url))) as common:
            for code in TOWNS:
                upgrade_server(ServerAddress(url, code))
                upgrade_common(common, code, voices_of(house))
        yield house


@pytest.fixture
def imported(machine: House, annotator: Annotator) -> dict[str, str]:
    """A session of each town with the same people, place and id; the south reads the place otherwise."""
    ids = {}
    for code, town in TOWNS.items():
        path = machine.settings.library_path
        with closing(Library(path, server=ServerAddress(machine.settings.database, code))) as library:
            ids[code] = Importer(library, annotator).import_bytes(_page(town), "a.txt", "/a.txt").id
            if code == "132021":
                Corrector(library, annotator).add("下市町", "したいちまち")
    return ids


def test_towns_of_one_process_share_nothing(
    machine: House, imported: dict[str, str], reader: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    north, south = TOWNS
    assert imported[north] == imported[south]
    monkeypatch.setenv("READER_DATABASE", machine.settings.database)
    for code, text in OWN.items():
        file = tmp_path / f"{code}.toml"
        file.write_text(text, encoding="utf-8")
        assert reader("towns", "set", code, file).returncode == 0
        assert reader("towns", "show", code).stdout.decode() == text
    assert reader("towns", "list").stdout.decode().count("設定あり") == 2
    assert reader("towns", "upgrade").stdout.decode().count("することはありません") == 2
    file.write_text("port = 1\n", encoding="utf-8")
    refused = reader("towns", "set", south, file)
    assert (refused.returncode, "port" in refused.stderr.decode()) == (2, True)

    assert serves_towns(machine)
    path = f"/minutes/{imported[north]}"
    with closing(Common(ServerAddress(machine.settings.database))) as common:
        upgrade_server(ServerAddress(machine.settings.database, "999999"))
        upgrade_common(common, "999999", voices_of(machine))
        common.settle_town("999999", "of_another_release = 1\n")  # keeps no other from being asked for
    with ExitStack() as stack:
        client = stack.enter_context(TestClient(sites_of_towns(machine, stack)))  # type: ignore[arg-type]

        def asked(code: str, address: str) -> str:
            host = "north.example.jp" if code == north else "south.example.jp"
            answer = client.get(address, headers={"Host": host})
            assert answer.status_code == 200, address
            return str(answer.text)

        for code, other in ((north, south), (south, north)):
            for address in ("/", path, "/search?q=橋", "/api/minutes", "/feeds/minutes.atom", f"{path}.txt"):
                told = asked(code, address)
                assert TOWNS[other] not in told, (code, address)
                assert TOWNS[code] in told, (code, address)
            assert OWN[code].partition('office = "')[2].partition('"')[0] in asked(code, "/accessibility")
        assert "したいちまち" in asked(south, f"{path}.json")
        assert "したいちまち" not in asked(north, f"{path}.json")
        assert client.get("/", headers={"Host": "east.example.jp"}).status_code == 404

    with Towns(machine) as towns:
        voices = {}
        for code in TOWNS:
            library, narrator = towns.at(code)
            session = library.session(imported[code])
            chair = next(speaker for speaker in session.minutes.speakers if speaker.name == "山田太郎")
            voices[code] = narrator.voice_of(session, chair.key).id
        assert voices == {north: "openjtalk/low", south: "openjtalk/high"}


def test_a_machine_with_other_voices_does_not_work_for_a_town(machine: House) -> None:
    with closing(Common(ServerAddress(machine.settings.database))) as common:
        upgrade_common(common, "132012", "openjtalk 0 older")
    with Towns(machine) as towns:
        with pytest.raises(LibraryError, match="READER_DRIVER") as told:
            towns.at("132012")
        assert "\n" not in str(told.value)
        wrong: list[ReaderError] = []
        assert towns.workable(wrong.append) == ("132021",), "and for the others it does"
        assert ["READER_DRIVER" in str(one) for one in wrong] == [True]
        with closing(Common(ServerAddress(machine.settings.database))) as common:
            upgrade_common(common, "132021", "openjtalk 0 older")
        with pytest.raises(LibraryError, match="READER_DRIVER"):
            towns.workable(wrong.append)
        with pytest.raises(NotFoundError, match="reader upgrade"):
            towns.at("999999")


def test_a_town_that_is_removed_leaves_nothing_and_the_others_as_they_were(
    machine: House, imported: dict[str, str], reader: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    north, south = TOWNS
    monkeypatch.setenv("READER_DATABASE", machine.settings.database)
    with Towns(machine) as towns:
        towns.line.order_session(north, imported[north], "1", ["t1", "t2"])
        towns.line.order_session(south, imported[south], "1", ["t1"])
        refused = reader("towns", "remove", north)
        assert (refused.returncode, "--yes" in refused.stderr.decode()) == (2, True)
        assert [town.code for town in towns.known()] == [north, south]
        done = reader("towns", "remove", north, "--yes")
        assert done.returncode == 0, done.stderr.decode()
        assert [town.code for town in towns.known()] == [south]
        assert towns.line.waiting().waiting == 1
        Making(towns.at)(Passage(north, imported[north], "1", "t1"), Event())  # somebody had it in hand
        library, _ = towns.at(south)
        assert [session.id for session in library.sessions()] == [imported[south]]


def test_what_is_the_machines_is_no_town_s() -> None:
    machine = Settings(office="all", telephone="1")
    settings = town_settings(machine, "132012", 'office = "own"\n')
    assert (settings.office, settings.telephone, settings.town) == ("own", "1", "132012")
    assert settings.home == machine.home / "towns" / "132012"
    for text in ("database = 'x'", "kiosk = 1", "nonsense = 1", "office = 3", "office ="):
        with pytest.raises(SettingsError):
            town_settings(machine, "132012", text)
