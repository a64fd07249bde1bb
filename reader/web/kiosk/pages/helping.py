"""How the kiosk is used, and a screen that names the keys of this pad one by one."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from reader.web.kiosk.stage.addresses import HELP, inside
from reader.web.kiosk.stage.key_names import key_name, key_print
from reader.web.kiosk.stage.screens import HelpScreen, KeyLine, KeysScreen, WelcomeScreen
from reader.web.kiosk.stage.stage import NOT_KEPT, Stage
from reader.web.views.preferences import Language


class Helping:
    """Handlers for the welcome and the help."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def welcome(self, request: Request) -> Response:
        """``/kiosk``: what is seen while nobody is there."""
        languages = tuple(language.value for language in Language)
        screen = WelcomeScreen(languages, self._stage.say(self._stage.said("kiosk.welcome.said")))
        return self._stage.show(request, "kiosk/welcome.html", screen)

    def help(self, request: Request) -> Response:
        """``/kiosk/help``; ``?from=`` is the screen to go back to."""
        back = inside(request.query_params.get("from", ""))
        say = self._stage.say(self._stage.said("kiosk.help.title"))
        return self._stage.show(
            request,
            "kiosk/help.html",
            HelpScreen(
                keys=self._lines(),
                call=self._stage.call(self._stage.words),
                call_say=self._stage.say(self._stage.call(self._stage.said)),
                back=back,
                say=say,
            ),
        )

    def keys(self, request: Request) -> Response:
        """``/kiosk/keys``"""
        say = self._stage.say(self._stage.said("kiosk.keys.said"))
        return self._stage.show(request, "kiosk/keys.html", KeysScreen(HELP, say))

    def key(self, request: Request) -> Response:
        """``/kiosk/keys.json?key=…``: the name of a key and what it does."""
        key = request.query_params.get("key", "")
        action = self._stage.settings.kiosk.actions.get(key.lower(), "none")
        line = self._line((key,), action)
        return JSONResponse({"told": f"{line.keys} … {line.action}", "say": line.say}, headers=NOT_KEPT)

    def _lines(self) -> tuple[KeyLine, ...]:
        keys = self._stage.settings.kiosk.keys
        return tuple(self._line(names, action) for action, names in keys.items())

    def _line(self, names: Sequence[str], action: str) -> KeyLine:
        words, said = self._stage.words, self._stage.said
        keys = dict.fromkeys(map(key_name, names))
        shown = keys if self._stage.t.lang == "ja" else dict.fromkeys(map(key_print, names))
        does = f"kiosk.action.{action}"
        heard = said("kiosk.help.line_said", keys=said("kiosk.help.or").join(keys), action=said(does))
        return KeyLine(words("kiosk.help.or").join(shown), words(does), self._stage.say(heard))
