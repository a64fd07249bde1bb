"""``reader work`` on several machines with a real PostgreSQL and a real S3 store: all is made, whatever dies meanwhile."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.cli.house import House
from reader.cli.towns import voices_of
from reader.importing.importer import Importer
from reader.library.server.address import ServerAddress
from reader.library.server.common import Common
from reader.library.server.ledger import ServerLedger
from reader.library.server.upgrading import upgrade_server
from reader.narration.queue.line import Line
from reader.narration.queue.tables import upgrade_common
from reader.passages.annotator import Annotator
from reader.settings.site import Settings
from reader.speech.clips.file import unsealed
from reader.speech.shared.object_bucket import ObjectBucket
from reader.speech.shared.shared_clips import object_name
from tests.kills import HURRIED, Relay, missing
from tests.machines import Machines, machines
from tests.servers import s3
from tests.waiting import until

pytestmark = [pytest.mark.server, pytest.mark.voice, pytest.mark.slow]

_TOPICS = "橋道園館川山駅港田畑林池"
KILLS = 3
PASSAGES = ("m", *(f"t{number}" for number in range(1, 2 * len(_TOPICS) + 1)))
PAGE = "第1回会議\n令和8年5月14日\n\n" + "".join(
    f"委員: {topic}の話をした。\n事務局: {topic}は直す。\n" for topic in _TOPICS
)


@pytest.fixture
def several(server_url: str, tmp_path: Path, compiled: Path) -> Iterator[Machines]:
    with s3(tmp_path) as store, machines(tmp_path, server_url, store, compiled) as made:
        yield made


def test_machines_make_everything_whatever_dies_meanwhile(
    several: Machines, tmp_path: Path, compiled: Path, annotator: Annotator
) -> None:
    address = ServerAddress(several.url)
    settings = Settings(home=tmp_path / "here", driver="openjtalk", workers=1)
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / ".cache").symlink_to(compiled, target_is_directory=True)
    upgrade_server(address)
    with closing(Common(address)) as common, Relay(several, common, HURRIED) as relay:
        upgrade_common(common, "", voices_of(House(settings)))
        with several.library() as library:
            session_id = Importer(library, annotator).import_bytes(PAGE.encode(), "a.txt", "/a.txt").id
            session = library.session(session_id)
        common.all_ordered("", common.writes([""])[""])
        for _ in range(KILLS + 2):
            relay.start()
        line = Line(common)
        for part in range(KILLS):
            line.order_session("", session_id, session.stamp, PASSAGES[part :: KILLS + 1])
            relay.kill_one()
        several.store.kill()
        line.order_session("", session_id, session.stamp, PASSAGES[KILLS :: KILLS + 1])
        until(lambda: any("音声の置き場" in several.said(name) for name in relay.names))
        several.store.start()
        relay.finish()
        assert relay.waits, "what the killed had in hand was begun again"
    with closing(ServerLedger(address)) as ledger:
        there = ledger.keys()

    house = House(settings)  # by itself, with a folder alone
    with house.narrator() as narrator:
        segments = narrator.segments(session)
        assert there == {segment.clip for segment in segments}
        assert missing(several, there) == []
        some = [segments[0], segments[len(segments) // 2], segments[-1]]
        bucket = ObjectBucket(f"s3://clips/{several.prefix}", **several.store.options)
        for segment in some:
            alone = narrator.clip(session, segment, 0).result()  # type: ignore[arg-type]
            stored = bucket.get(object_name(segment.clip))
            assert stored is not None
            shared = unsealed(segment.clip, stored)
            assert shared is not None and shared.frames == alone, "byte for byte"
    house.library.close()
