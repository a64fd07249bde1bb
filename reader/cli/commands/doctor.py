"""``reader doctor``: does everything work on this machine? A line for each thing, with what to do where it does not.

::

    よし    読み        令和8年度の会議録 → れいわはちねんどのかいぎろく
    だめ    置き場所    /srv/reader に書き込めません。許可を確かめてください。
"""

import shutil
import socket
import tempfile
import time
from collections.abc import Callable

import typer

from reader.assets import asset_folder
from reader.cli.commands.server import listener_on
from reader.cli.console import tell
from reader.cli.house import House, load_settings
from reader.cli.server import server_of
from reader.cli.sites import serves_towns
from reader.cli.towns import common_of
from reader.desk.staff.passkeys import Passkeys
from reader.desk.staff.people import People
from reader.errors import LibraryError, ReaderError, SettingsError, SpeechError
from reader.kiosk.browser import find_browser
from reader.library.desk import audit, jobs
from reader.library.schema.migration import VERSION
from reader.library.server.address import with_extra
from reader.speech.clips.upkeep import facts
from reader.speech.fallback.available import find_palette, sample_request
from reader.speech.natural.fitness import measured_speed
from reader.speech.sound.mp3 import duration
from reader.speech.voices.names import driver_name
from reader.web.desk.proxied import must_have_second_factor
from reader.web.http.hosts import LOOPBACK

_ROOM_WANTED = 1_000_000_000
"""Bytes: the sound of some forty hours (48 kbit/s)."""
_GIGABYTE = 1_000_000_000
_ROUNDS = 10
_MINUTE = 60
_SENTENCE = "令和8年度の会議録"


def register(app: typer.Typer) -> None:
    """Adds this room's command."""
    app.command("doctor", help="この機械で、すべてが働くかを調べます。")(examine)


def examine() -> None:
    """Exit status 1 if something does not work."""
    house = House(load_settings())
    many = serves_towns(house)
    well = [
        _told(subject, _of_each_town if many and subject in _OF_A_TOWN else check, house)
        for subject, check in _CHECKS
    ]
    if not all(well):
        raise typer.Exit(1)


def _told(subject: str, check: Callable[[House], str], house: House) -> bool:
    try:
        finding = check(house)
    except ReaderError as error:
        tell(f"だめ\t{subject}\t{error}")
        return False
    tell(f"よし\t{subject}\t{finding}")
    return True


def _of_each_town(house: House) -> str:
    """What is another's in each town is looked at town by town."""
    common = common_of(house)
    try:
        towns = [town.code for town in common.towns()]
    finally:
        common.close()
    return f"自治体 {len(towns):,} のものです。READER_TOWN={towns[0]} reader doctor のように、自治体ごとに調べてください。"


def _home(house: House) -> str:
    home = house.settings.home
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            free = shutil.disk_usage(home).free
    except OSError as error:
        raise SettingsError(f"{home} に書き込めません。許可と、ディスクの空きを確かめてください。") from error
    if free < _ROOM_WANTED:
        raise SettingsError(
            f"{home} の空きが {free / _GIGABYTE:.1f} GB しかありません。音声のために 1 GB 以上を空けてください。"
        )
    return f"{home}（空き {free / _GIGABYTE:,.0f} GB）"


def _pages(_house: House) -> str:
    for name in ("templates", "static"):
        asset_folder(name)
    return "ページの部品がそろっています。"


def _library(house: House) -> str:
    sessions = house.library.sessions()
    if not sessions:
        raise LibraryError("会議録がまだありません。reader import で取り込んでください。")
    return f"会議録 {len(sessions):,}、いちばん新しいもの {sessions[0].id}"


def _server(house: House) -> str:
    """Where the library is kept, and how far away that is."""
    server = server_of(house.settings)
    if server is None:
        return f"{house.settings.library_path}（この機械のファイル）"
    began = time.perf_counter()
    for _ in range(_ROUNDS):
        house.library.changes()
    away = (time.perf_counter() - began) / _ROUNDS * 1000
    return f"{server.shown}、版 {VERSION}、1往復 {away:.1f} ミリ秒"


def _readings(house: House) -> str:
    words = house.analyzer.annotate(_SENTENCE).words
    return f"{_SENTENCE} → {''.join(word.reading for word in words)}"


def _voice(house: House) -> str:
    with house.pool() as pool:
        palette = find_palette(house.driver, pool, house.voice_folders)
        if palette.notice:
            raise SpeechError(palette.notice)
        sound = pool.speak(sample_request(palette.announcer, house.analyzer))
    made = f"{driver_name(house.driver)}で {duration(sound.frames):.1f} 秒の声を作りました。声は {len(palette.voices) + 1} 種類です。"
    return f"{made}{_order(house)}"


def _order(house: House) -> str:
    """Who speaks when, why, and how fast."""
    told = f"{house.voices_in_order}。"
    if house.driver != "natural":
        return told
    speed = measured_speed(house.settings.natural_folder) or 0.0
    return f"{told}自然な声は、一つのコアで、聞く速さの {speed:.1f} 倍で作れます。"


def _sound(house: House) -> str:
    found = facts(house.clip_cache)
    return f"{found.folder}（音声 {found.clips:,}、{found.size / _GIGABYTE:.2f} GB）"


def _store(house: House) -> str:
    """Where clips are shared, and whether that takes and gives them."""
    if not house.settings.clip_store:
        return "この機械のフォルダーだけです。"
    return house.clip_cache.tried()


def _line(house: House) -> str:
    """What waits in the line that machines share, since when, and who works at it."""
    if not house.settings.database or not house.settings.clip_store:
        return "この機械だけで作ります。"
    with with_extra():
        from reader.narration.queue.line import Line
        from reader.narration.queue.tables import require_tables
    common = common_of(house)
    try:
        require_tables(common)
        now = Line(common).waiting()
    finally:
        common.close()
    told = f"待っている一節 {now.waiting:,}、作っているところ {now.doing:,}、働いている機械のプロセス {now.workers}"
    if now.waiting and not now.workers:
        raise LibraryError(
            f"{told}。いちばん前のものは {now.seconds / _MINUTE:,.0f} 分待っています。どれかの機械で reader work を動かしてください。"
        )
    return f"{told}、何度も止まってやめたもの {now.failed:,}"


def _address(house: House) -> str:
    settings = house.settings
    listener_on(settings.host, settings.port).close()
    free = f"{settings.host}:{settings.port} が空いています。"
    if settings.public_url or settings.host in LOOPBACK:
        return free
    return (
        f"{free}public_url がないので、紙や QR コードには、この機械の番地か名前（{socket.gethostname()}）が入ります。"
        "住民が開く番地を READER_PUBLIC_URL に書いてください。"
    )


def _desk(house: House) -> str:
    people = [one for one in People(house.library).all() if not one.disabled]
    if not people:
        return "まだありません（reader desk invite で、はじめの人を招くと開きます）。"
    settings, asks, keys = house.settings, [], Passkeys(house.library)
    must = [one for one in people if must_have_second_factor(settings, one)]
    bare = [one.shown_name for one in must if not one.second_factor and not keys.of(one)]
    if bare:
        asks.append(f"確認番号もパスキーもまだの人: {'、'.join(bare)}")
    if settings.desk_single_factor:
        asks.append(f"確認番号を求めていません（{settings.desk_single_factor}）")
    if settings.desk_plain_http:
        asks.append("暗号化なしで開けます。同じネットワークの人に、パスワードを読まれることがあります")
    with house.library.reading() as connection:
        broken = audit.broken_at(connection)
        waiting = len(jobs.jobs(connection, 1000, jobs.JobState.QUEUED, jobs.JobState.FAILED))
    if broken is not None:
        raise LibraryError(
            f"職員の記録の {broken} 行目が、書かれたときのままではありません。控えと比べてください。"
        )
    if waiting:
        asks.append(f"待っているか、できなかった作業 {waiting:,}")
    where = f"ポート {settings.desk_port}" if settings.desk_port else "/desk"
    return "。".join([f"{where}、使える人 {len(people):,}", *asks]) + "。"


def _browser(_house: House) -> str:
    try:
        return f"{find_browser(None)}"
    except SettingsError:
        return "Chromium はありません（情報端末として使うときだけ要ります）。"


_OF_A_TOWN = ("資料庫の場所", "資料庫", "音声の置き場", "職員")
"""What cannot be asked where the process is of no town in particular."""

_CHECKS: tuple[tuple[str, Callable[[House], str]], ...] = (
    ("置き場所", _home),
    ("ページ", _pages),
    ("資料庫の場所", _server),
    ("資料庫", _library),
    ("読み", _readings),
    ("声", _voice),
    ("音声", _sound),
    ("音声の置き場", _store),
    ("仕事の列", _line),
    ("番地", _address),
    ("職員", _desk),
    ("情報端末", _browser),
)
