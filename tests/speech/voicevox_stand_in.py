"""A stand-in for a VOICEVOX engine: the same four addresses over real HTTP, a tone for a voice.

It answers ``/version``, ``/speakers``, ``/accent_phrases`` and ``/synthesis`` as VOICEVOX 0.25 does: it takes kana with accents
(``is_kana``) by the rules of its ``kana_converter.py`` and refuses with 400 what they refuse, and with 422 a query of sound
that lacks what its ``AudioQuery``, ``AccentPhrase`` and ``Mora`` ask for, or has it of another kind. The tone's pitch and length
follow ``pitchScale`` and ``speedScale``, so that what a driver asks for can be measured. エラー is answered with 500,
遅い not at all until the stand-in is closed, nor is what comes behind ``most`` sounds.
"""

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np

from reader.speech.sound.sound import Sound, wav_bytes

SPEAKERS = [
    {
        "name": "四国めたん",
        "speaker_uuid": "7ffcb7ce-00ec-4bdc-82cd-45a8889e43ff",
        "styles": [{"name": "ノーマル", "id": 2, "type": "talk"}, {"name": "歌", "id": 3001, "type": "sing"}],
        "version": "0.25.0",
    },
    {
        "name": "青山龍星",
        "speaker_uuid": "4f51116a-d9ee-4516-925d-21f183e2afad",
        "styles": [{"name": "ノーマル", "id": 13}],
        "version": "0.25.0",
    },
]
_STYLES = {"2", "13"}
_MORA_SECONDS = 0.15
# VOICEVOX gives up behind so many steps through a phrase: its morae, and the accent before the last.
_MOST_STEPS = 300
_NUMBER = (int, float)
_QUERY: dict[str, Any] = {
    "accent_phrases": list, "speedScale": _NUMBER, "pitchScale": _NUMBER, "intonationScale": _NUMBER, "volumeScale": _NUMBER,
    "prePhonemeLength": _NUMBER, "postPhonemeLength": _NUMBER, "outputSamplingRate": int, "outputStereo": bool,
}  # fmt: skip
_PHRASE: dict[str, Any] = {"moras": list, "accent": int}
_MORA_FIELDS: dict[str, Any] = {"text": str, "vowel": str, "vowel_length": _NUMBER, "pitch": _NUMBER}
_SIGNS = re.compile("[_'/、？]")
# The kana that VOICEVOX knows, the longer first; ー is none of them.
_MORA = re.compile(
    "(_?)([イキギシジチヂニヒビピミリ][ェ]|[キギニヒビピミリ][ィャュョ]|[シジチヂテデヴ][ャュョ]|[テデ][ィェ]|[スズ]ィ|[トド]ゥ"
    "|ツ[ァィェォ]|フ[ァィェォ]|ヴ[ァィェォ]|ウ[ィゥェォ]|[クグ][ァィゥェォヮ]|[ァ-モヤ-ヴャュョヮヶ])"
)


class VoicevoxStandIn:
    """Listens on a free port of this machine, or on that ``port``, while in a ``with``."""

    def __init__(self, port: int = 0) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.closing = Event()
        self.most: int | None = None
        stand_in = self

        class Handler(_Handler):
            owner = stand_in

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    @property
    def is_over(self) -> bool:
        """Whether more sounds are asked for than it makes."""
        return self.most is not None and sum(path == "/synthesis" for path, _ in self.asked) > self.most

    def __enter__(self) -> "VoicevoxStandIn":
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    owner: VoicevoxStandIn

    def do_GET(self) -> None:
        self._answer_json({"/version": "0.25.0", "/speakers": SPEAKERS}.get(self.path))

    def do_POST(self) -> None:
        url = urlsplit(self.path)
        given = {name: values[0] for name, values in parse_qs(url.query).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.owner.asked.append((url.path, given))
        if given.get("speaker") not in _STYLES:
            self._answer(422, "application/json", b'{"detail": "speaker"}')
        elif url.path == "/synthesis" and self.owner.is_over:
            self.owner.closing.wait()
        elif url.path == "/synthesis":
            query = json.loads(body)
            if is_query(query):
                self._answer(200, "audio/wav", _tone(query))
            else:
                self._answer(422, "application/json", b'{"detail": "query"}')
        elif url.path != "/accent_phrases" or given.get("is_kana") != "true":
            self._answer_json(None)
        elif "エラア" in _SIGNS.sub("", given["text"]):
            self._answer(500, "text/plain", b"Internal Server Error")
        elif "オソイ" in _SIGNS.sub("", given["text"]):
            self.owner.closing.wait()
        else:
            self._parse(given["text"])

    def _parse(self, kana: str) -> None:
        try:
            self._answer_json(parse_kana(kana))
        except ValueError as error:
            detail = {"detail": {"text": kana, "error_name": str(error), "error_args": {}}}
            self._answer(400, "application/json", json.dumps(detail).encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def _answer_json(self, value: object) -> None:
        status = 404 if value is None else 200
        self._answer(status, "application/json", json.dumps(value, ensure_ascii=False).encode())

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def is_query(query: Any) -> bool:
    """Whether VOICEVOX would take that for an ``AudioQuery``."""
    return _has(query, _QUERY) and all(
        _has(phrase, _PHRASE)
        and all(
            _has(mora, _MORA_FIELDS) for mora in (*phrase["moras"], *filter(None, [phrase.get("pause_mora")]))
        )
        for phrase in query["accent_phrases"]
    )


def _has(value: Any, fields: dict[str, Any]) -> bool:
    return isinstance(value, dict) and all(
        isinstance(value.get(name), kind) and (kind is bool or not isinstance(value[name], bool))
        for name, kind in fields.items()
    )


def parse_kana(text: str) -> list[dict[str, Any]]:
    """The accent phrases of 「ハシ'オ/ワタリマ'_スカ？」, as VOICEVOX gives them. ValueError with its name of the error."""
    phrases = re.split("([、/])", text)
    return [
        _parse_phrase(phrase, pause == "、")
        for phrase, pause in zip(phrases[::2], [*phrases[1::2], ""], strict=True)
    ]


def _parse_phrase(phrase: str, pauses: bool) -> dict[str, Any]:
    if not phrase:
        raise ValueError("EMPTY_PHRASE")
    asks = phrase.endswith("？")
    rest = phrase.removesuffix("？")
    if "？" in rest:
        raise ValueError("INTERROGATION_MARK_NOT_AT_END")
    moras: list[str] = []
    accent = 0
    while rest:
        if rest[0] == "'":
            if not moras or accent:
                raise ValueError("ACCENT_TWICE" if accent else "ACCENT_TOP")
            accent, rest = len(moras), rest[1:]
            continue
        mora = _MORA.match(rest)
        if mora is None or (mora[1] and mora[2] in "ンッ"):
            raise ValueError("UNKNOWN_TEXT")
        moras.append(mora[0])
        rest = rest[mora.end() :]
        if len(moras) + bool(accent) > _MOST_STEPS:
            raise ValueError("INFINITE_LOOP")
    if not accent:
        raise ValueError("ACCENT_NOTFOUND")
    return {
        "moras": [_mora(mora) for mora in moras],
        "accent": accent,
        "pause_mora": _mora("、") if pauses else None,
        "is_interrogative": asks,
    }


def _mora(text: str) -> dict[str, Any]:
    """As VOICEVOX's Mora, with no sounds of its own."""
    return {
        "text": text.removeprefix("_"),
        "consonant": None,
        "consonant_length": None,
        "vowel": "a",
        "vowel_length": _MORA_SECONDS,
        "pitch": 5.0,
    }


def _tone(query: dict[str, Any]) -> bytes:
    seconds = (
        _MORA_SECONDS * sum(len(phrase["moras"]) for phrase in query["accent_phrases"]) / query["speedScale"]
    )
    rate = query["outputSamplingRate"]
    times = np.arange(round(seconds * rate)) / rate
    samples = 9000 * np.sin(2 * np.pi * 200 * 2 ** query["pitchScale"] * times)
    return wav_bytes(Sound(samples.astype(np.int16), rate))
