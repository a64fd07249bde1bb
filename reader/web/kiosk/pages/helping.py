"""How the kiosk is used, and a screen that names the keys of this pad one by one."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from reader.web.kiosk.stage.addresses import HELP, inside
from reader.web.kiosk.stage.key_names import key_name
from reader.web.kiosk.stage.screens import HelpScreen, KeyLine, KeysScreen, WelcomeScreen
from reader.web.kiosk.stage.stage import NOT_KEPT, Stage


class Helping:
    """Handlers for the welcome and the help."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def welcome(self, request: Request) -> Response:
        """``/kiosk``: what is seen while nobody is there."""
        screen = WelcomeScreen(self._stage.say(self._stage.words("kiosk.welcome.said")))
        return self._stage.show(request, "kiosk/welcome.html", screen)

    def help(self, request: Request) -> Response:
        """``/kiosk/help``; ``?from=`` is the screen to go back to."""
        back = inside(request.query_params.get("from", ""))
        say = self._stage.say(self._stage.words("kiosk.help.title"))
        return self._stage.show(
            request, "kiosk/help.html", HelpScreen(self._lines(), self._stage.call(), back, say)
        )

    def keys(self, request: Request) -> Response:
        """``/kiosk/keys``"""
        say = self._stage.say(self._stage.words("kiosk.keys.said"))
        return self._stage.show(request, "kiosk/keys.html", KeysScreen(HELP, say))

    def key(self, request: Request) -> Response:
        """``/kiosk/keys.json?key=…``: the name of a key and what it does."""
        key = request.query_params.get("key", "")
        action = self._stage.settings.kiosk.actions.get(key.lower(), "none")
        line = self._line(key_name(key), action)
        return JSONResponse({"told": f"{line.keys} … {line.action}", "say": line.say}, headers=NOT_KEPT)

    def _lines(self) -> tuple[KeyLine, ...]:
        sep = self._stage.words("kiosk.help.or")
        keys = self._stage.settings.kiosk.keys
        return tuple(
            self._line(sep.join(dict.fromkeys(map(key_name, names))), a) for a, names in keys.items()
        )

    def _line(self, keys: str, action: str) -> KeyLine:
        does = self._stage.words(f"kiosk.action.{action}")
        return KeyLine(
            keys, does, self._stage.say(self._stage.words("kiosk.help.line_said", keys=keys, action=does))
        )
