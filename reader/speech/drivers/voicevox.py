"""The ``voicevox`` driver: a VOICEVOX engine that the site runs, over its HTTP API.

::

    GET  /version                        "0.25.0"
    GET  /speakers                       [{"name": "四国めたん", "styles": [{"name": "ノーマル", "id": 2, "type": "talk"}]}]
    POST /accent_phrases?text=ハ'イ&is_kana=true&speaker=2   how long and how high each mora of 「はい。」 is
    POST /synthesis?speaker=2            that, and how our voice is bent → a WAV of 16 bits

It is never given the text, which it would read in its own way, but our morae and accents: what is heard is what is shown.

A voice's id is its style's. Pitch is a factor 2 ** pitchScale, as in VOICEVOX ``tts_pipeline/tts_engine.py``.
"""

from collections.abc import Callable, Mapping
from typing import Any

import httpx

from reader.errors import DriverMissingError, SpeechError, SpeechTimeoutError
from reader.readings.writing.labels import breath_groups
from reader.speech.drivers.accented_kana import accented_kana
from reader.speech.drivers.sentence_driver import Manner, SentenceDriver
from reader.speech.drivers.shown_labels import PROPERTIES, ShownLabels
from reader.speech.sound.sound import Sound, engine_pitch, engine_rate, sound_from_file, stretched
from reader.speech.voices.voice import DriverVoice

DEFAULT_URL = "http://127.0.0.1:50021"
_RATE = 24_000
_EDGE_SECONDS = 0.05
_TIMEOUT = httpx.Timeout(10.0, connect=3.0)
_SYNTHESIS_TIMEOUT = httpx.Timeout(45.0, connect=3.0)
# The API does not say how low a voice is; these are the low ones among those that come with the engine.
_LOW = frozenset({"玄野武宏", "白上虎太郎", "青山龍星", "剣崎雌雄", "麒ヶ島宗麟", "雀松朱司"})
_REMEDY = "VOICEVOX を起動するか、reader.toml の voicevox_url と driver を確かめてください"


def buildDriver(proxy: Any) -> SentenceDriver:  # noqa: N802 - pyttsx3's name
    """Called by pyttsx3."""
    return SentenceDriver(proxy, VoicevoxEngine())


class VoicevoxEngine:
    """Speaks through a VOICEVOX engine. ``url`` is where it listens."""

    properties: Mapping[str, Any] = {"url": None, **PROPERTIES}

    def __init__(self) -> None:
        self._shown = ShownLabels()
        # No proxy of the environment stands between us and the site's own machine.
        self._client = httpx.Client(timeout=_TIMEOUT, trust_env=False)

    def voices(self, properties: Mapping[str, Any], /) -> list[DriverVoice]:
        """The styles that speak. DriverMissingError if no engine answers. Loads the dictionaries then."""
        url = _url(properties)
        self._ask("GET", url, "/version")
        speakers = self._ask("GET", url, "/speakers").json()
        self._shown.warm_up(properties)
        return [
            DriverVoice(
                str(style["id"]),
                f"{speaker['name']}（{style['name']}）",
                person=speaker["name"],
                is_low=speaker["name"] in _LOW,
            )
            for speaker in speakers
            for style in speaker["styles"]
            if style.get("type", "talk") == "talk"
        ]

    def speak(self, text: str, manner: Manner, _sounding: Callable[[Sound], None], /) -> Sound:
        """The sentence's sound at 24 kHz."""
        url = _url(manner.properties)
        style = {"speaker": manner.voice or "0"}
        kana = accented_kana(breath_groups(self._shown.of(text, manner.properties)))
        if not kana:
            raise SpeechError(f"「{text[:20]}」には読む所がありません。")
        said = {"text": kana, "is_kana": "true", **style}
        query = {
            "accent_phrases": self._ask("POST", url, "/accent_phrases", params=said).json(),
            "intonationScale": 1.0,
            "volumeScale": 1.0,
            "speedScale": engine_rate(manner.rate, manner.formant),
            "pitchScale": engine_pitch(manner.pitch, manner.formant) / 12,
            "prePhonemeLength": _EDGE_SECONDS,
            "postPhonemeLength": _EDGE_SECONDS,
            "outputSamplingRate": _RATE,
            "outputStereo": False,
        }
        made = self._ask("POST", url, "/synthesis", params=style, json=query, timeout=_SYNTHESIS_TIMEOUT)
        sound = sound_from_file(made.content)
        return stretched(sound.samples, sound.rate, manner.formant)

    def _ask(self, method: str, url: str, path: str, **request: Any) -> httpx.Response:
        try:
            response = self._client.request(method, url + path, **request)
        except httpx.ConnectError as error:
            raise DriverMissingError(f"VOICEVOX が {url} で動いていません。{_REMEDY}。") from error
        except httpx.ConnectTimeout as error:
            raise DriverMissingError(f"VOICEVOX（{url}）につながりません。{_REMEDY}。") from error
        except httpx.TimeoutException as error:
            raise SpeechTimeoutError(
                f"VOICEVOX（{url}）が時間内に答えません（{path}）。混んでいないか確かめてください。"
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise DriverMissingError(f"VOICEVOX（{url}）と話せません（{error}）。{_REMEDY}。") from error
        if response.status_code in (400, 404, 422):
            raise SpeechError(
                f"VOICEVOX がこの声か文を受け付けません（{path} が {response.status_code}）。reader voices で声を確かめてください。"
            )
        if not response.is_success:
            raise SpeechError(
                f"VOICEVOX が音声を作れませんでした（{path} が {response.status_code}）。VOICEVOX の記録を確かめてください。"
            )
        return response


def _url(properties: Mapping[str, Any]) -> str:
    return str(properties["url"] or DEFAULT_URL).rstrip("/")
