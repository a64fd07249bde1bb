"""A whole kiosk with minutes in its library and a tone for a voice, for tests of its screens and of its browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser
from starlette.applications import Starlette
from starlette.testclient import TestClient

from reader.library.library import Library
from reader.narration.narrator import Narrator
from reader.narration.prompts import Prompts
from reader.passages.annotator import Annotator
from reader.settings.kiosk import KioskSettings
from reader.settings.site import Settings
from reader.speech.clips.cache import ClipCache
from reader.speech.making.maker import ClipMaker
from reader.web.kiosk.app import create_kiosk
from tests.speech.sounds import ToneEngine, plain_casting
from tests.stock import stocked
from tests.web.sites import AS_BROWSERS_SEND

ADDRESS = "http://127.0.0.1"
PIN = "4821"
SEED = "/kiosk/sessions/20211028-1"
SCREENS = {
    "welcome": "/kiosk",
    "sessions": "/kiosk/sessions",
    "session": SEED,
    "agenda": f"{SEED}/agenda",
    "speakers": f"{SEED}/speakers",
    "exchanges": f"{SEED}/exchanges",
    "title": f"{SEED}/passages/m?by=all",
    "heading": f"{SEED}/passages/a1?by=all",
    "turn": f"{SEED}/passages/t2?by=all",
    "last": f"{SEED}/passages/t2?by=exchange.1",
    "take-home": f"{SEED}/passages/t2/take-home?by=all",
    "board": "/kiosk/search",
    "results": "/kiosk/results?kana=けんか",
    "nothing": "/kiosk/results?kana=ぬぬぬ",
    "help": "/kiosk/help",
    "keys": "/kiosk/keys",
    "staff": "/kiosk/staff",
}

LONG_NAMES = """\
令和8年度第1回星見浜市地域公共交通活性化及び再生並びに高齢者等移動支援推進協議会生活交通確保維持改善計画策定専門部会
日時　令和8年5月14日
場所　星見浜市役所本庁舎5階大会議室及び星見浜市総合福祉会館4階第3研修室並びに各地区公民館（オンラインによる同時開催）
議題1　令和8年度地域公共交通確保維持事業に係る生活交通確保維持改善計画（地域内フィーダー系統確保維持計画）の策定及び変更並びにこれに伴う関係規程の整備について
星見浜市都市整備部地域公共交通政策推進課長補佐兼移動支援係長：御説明いたします。資料をご覧ください。
星見浜市社会福祉協議会会長職務代理者：分かりました。
星見浜市都市整備部地域公共交通政策推進課長補佐兼移動支援係長：以上です。
星見浜市社会福祉協議会会長職務代理者：ありがとうございました。
"""
"""A meeting whose names are as long as the longest that are found."""


def settings(
    home: Path, public: str = "https://minutes.example.jp/", kiosk: KioskSettings | None = None
) -> Settings:
    """A site with a public address and a PIN."""
    return Settings(home=home, public_url=public, kiosk=kiosk or KioskSettings(pin=PIN))


@dataclass(frozen=True)
class Kiosk:
    """An application with what stands behind it."""

    app: Starlette
    library: Library
    narrator: Narrator
    prompts: Prompts
    voice: ToneEngine

    @property
    def client(self) -> TestClient:
        """A client on this machine."""
        return TestClient(self.app, base_url=ADDRESS, follow_redirects=False, headers=AS_BROWSERS_SEND)


@contextmanager
def kiosk(folder: Path, annotator: Annotator, *pages: bytes, seconds: float = 0.3) -> Iterator[Kiosk]:
    """A kiosk whose library holds the pages; every sentence is a tone ``seconds`` long."""
    library = stocked(folder / "library.sqlite3", annotator, *pages)
    voice = ToneEngine(seconds=seconds)
    cache = ClipCache(folder / "audio_cache")
    narrator = Narrator(ClipMaker(cache, voice, 2), cache, plain_casting, lambda name: "1")
    prompts = Prompts(narrator, annotator, library.lexicon(""))
    yield Kiosk(create_kiosk(library, narrator, prompts, settings(folder)), library, narrator, prompts, voice)
    narrator.close()
    library.close()


def parsed(client: TestClient, path: str) -> LexborHTMLParser:
    """The screen at that path."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return LexborHTMLParser(answer.text)


def words(page: LexborHTMLParser, selector: str) -> list[str]:
    """The text of what the selector finds, without readings."""
    for aside in page.css("rt, rp"):
        aside.decompose()
    return [" ".join(node.text().split()) for node in page.css(selector)]
