"""``/preferences``: choosing, trying and keeping. Works as two plain forms; htmx only saves the reload of a trial."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reader.web.http.urls import public_address
from reader.web.rendering.page_context import PreferencesPage
from reader.web.rendering.renderer import Renderer, preferences_of
from reader.web.views.preferences import CHOICES, COOKIE, COOKIE_SECONDS, Preferences, changed, to_query
from reader.web.views.sample import sample_sentence
from reader.web.views.session_context import Sentence
from reader.web.views.session_views import SessionViews


class PreferencesPages:
    """Handlers for ``/preferences``."""

    def __init__(self, views: SessionViews, renderer: Renderer, public_url: str) -> None:
        self._views = views
        self._renderer = renderer
        self._public_url = public_url

    def show(self, request: Request) -> Response:
        """The choices; what the query says is tried on a sentence and not yet kept."""
        query = request.query_params
        tried = changed(preferences_of(request), query)
        page = PreferencesPage(
            tried=tried,
            sample=self._sample(tried),
            back=local_path(query.get("back", "/")),
            link=f"{public_address(request, self._public_url)}/preferences?{to_query(tried)}",
            query=to_query(tried),
            brought=tried != preferences_of(request),
            choices=CHOICES,
        )
        return self._renderer.page_or_block(request, "pages/preferences.html", "preview", page, "share")

    async def keep(self, request: Request) -> Response:
        """Keeps what the form says and goes back; what it does not say stays as it is. A script that asks for
        no page is given none."""
        form = await request.form(max_files=0, max_fields=32)
        values = {name: value for name, value in form.items() if isinstance(value, str)}
        kept = changed(preferences_of(request), values)
        if "back" in values:
            response: Response = RedirectResponse(local_path(values["back"]), 303)
        else:
            response = Response(status_code=204)
        response.set_cookie(
            COOKIE,
            to_query(kept),
            max_age=COOKIE_SECONDS,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return response

    def _sample(self, tried: Preferences) -> tuple[Sentence, ...]:
        """A sentence of the newest session."""
        for summary in self._views.library.sessions()[:1]:
            return sample_sentence(self._views.library.session(summary.id), tried.furigana, tried.first_only)
        return ()


def local_path(address: str) -> str:
    """The address, if it is one of ours; else the start page. 「//evil.example」 and 「/\\\\evil」 are not ours."""
    ours = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if ours and address.isprintable() else "/"
