"""A stand-in for a VOICEVOX engine: the same four addresses over real HTTP, a tone for a voice.

It answers ``/version``, ``/speakers``, ``/audio_query`` and ``/synthesis`` as VOICEVOX 0.25 does; the tone's pitch and length
follow ``pitchScale`` and ``speedScale``, so that what a driver asks for can be measured. 「エラー」 in the text is answered
with 500, 「遅い」 not at all until the stand-in is closed.
"""

import json
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


class VoicevoxStandIn:
    """Listens on a free port of this machine, or on that ``port``, while in a ``with``."""

    def __init__(self, port: int = 0) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.closing = Event()
        stand_in = self

        class Handler(_Handler):
            owner = stand_in

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self._server.server_port}"

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
        elif "エラー" in given.get("text", ""):
            self._answer(500, "text/plain", b"Internal Server Error")
        elif "遅い" in given.get("text", ""):
            self.owner.closing.wait()
        elif url.path == "/audio_query":
            self._answer_json(_query(given["text"]))
        else:
            self._answer(200, "audio/wav", _tone(json.loads(body)))

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


def _query(text: str) -> dict[str, Any]:
    """As VOICEVOX's AudioQuery; the text's length stands for its accent phrases."""
    return {
        "accent_phrases": [{"moras": [{"text": character} for character in text]}],
        "speedScale": 1.0,
        "pitchScale": 0.0,
        "intonationScale": 1.0,
        "volumeScale": 1.0,
        "prePhonemeLength": 0.1,
        "postPhonemeLength": 0.1,
        "outputSamplingRate": 24_000,
        "outputStereo": False,
        "kana": text,
    }


def _tone(query: dict[str, Any]) -> bytes:
    seconds = _MORA_SECONDS * len(query["accent_phrases"][0]["moras"]) / query["speedScale"]
    rate = query["outputSamplingRate"]
    times = np.arange(round(seconds * rate)) / rate
    samples = 9000 * np.sin(2 * np.pi * 200 * 2 ** query["pitchScale"] * times)
    return wav_bytes(Sound(samples.astype(np.int16), rate))
