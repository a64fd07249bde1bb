"""Templates to answers. Everything is escaped; the ``ruby`` filter alone makes HTML, and escapes both parts.

A page is given ``page`` (a dataclass of ``page_context``), ``site`` (what every page needs) and ``t`` (the
texts of the reader's language). An htmx request is given one block of the same template.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import HTMLResponse

from reader.readings.furigana.levels import Level
from reader.readings.furigana.ruby import Ruby
from reader.settings.site import Settings
from reader.web.http.static_files import Assets
from reader.web.http.urls import public_address
from reader.web.rendering.page_context import Site
from reader.web.views.facts.hours import hours_in_words
from reader.web.views.preferences import COOKIE, Language, Preferences, from_cookie
from reader.web.views.texts import Texts, catalogues
from reader.web.views.wording import brief_span, day_in_words, moment_in_words, span_in_words, year_in_words

_PARENTHESES = (
    '<rp aria-hidden="true">（</rp><rt aria-hidden="true">',
    '</rt><rp aria-hidden="true">）</rp>',
)

_SEAM = '<wbr aria-hidden="true">'
"""Where a line may end between two rubies, kept from names that are said: they would have a space there."""

WHOLE_ANYWHERE, WHOLE_WHERE_WIDE = 6.0, 12.0
"""Ems: so wide is a word with its reading that fits a phone at the largest type, and one that fits elsewhere."""

_SIGN = re.compile(r"[!-/:-@\[-`{-~]?")
"""Nothing, or a sign so narrow that the readings on both its sides reach over it and touch: 「(仮称)長崎市」."""

READING_SIZE = 2 / 3
"""Of a reading's letters against those of its base, at the default type."""

_ORDINAL = re.compile(
    r"<ruby>(?:第|令和|平成|昭和|大正|明治)<rp (?:(?!</ruby>).)*</ruby>[0-9０-９]+(?:<ruby>[^<]{1,2}<rp (?:(?!</ruby>).)*</ruby>|[^<\s])?"
)
"""第 or the name of an era with its reading, a number, and what it counts: 第2回, 令和3年度."""


_TOWN = re.compile(
    r'<ruby(?: class="by")?>([^<]*)<rp [^>]*>（</rp><rt [^>]*>([^<]*)</rt>(?:(?!</ruby>).)*</ruby>'
    r'(?:[市区町村県府都]|<wbr aria-hidden="true"><ruby class="by">[市区町村県府都]<rp (?:(?!</ruby>).)*</ruby>)'
)
"""A name with its reading, and what kind of place it is: 長崎市."""

_BOUND = re.compile(
    "(?:令和|平成|昭和|大正|明治)(?:[0-9０-９]+|元)年度?|第[0-9０-９]+[回期号]|[0-9０-９]+月[0-9０-９]+日|[0-9０-９]+階|委員会|協議会|審議会"
)
"""What a title does not break in two, where it carries no readings."""


def ruby(segments: Iterable[Ruby], title: bool = False) -> Markup:
    """Segments as HTML: one ``<ruby>`` for each that carries a reading, plain text for the others. A reading that stands
    right behind another, or but for a narrow sign, keeps off it (``.by``), one that is longer than a narrow page may break
    (``.wide``, ``.endless``). A line may end between two (``<wbr>``): Chromium breaks no line between two rubies that are each kept whole, so
    that 「高齢者等移動支援推進協議会」 would go down as one and leave the line above it empty. 「第2回」 and 「令和3年度」
    stay on one line, which the edges of their rubies would else let break; in a ``title``, which is short and set large, also
    years, days, floors, 「委員会」 and 「長崎市」."""
    reading, between = False, ""
    written = ""
    for segment in segments:
        written += _written(segment, between if reading else None)
        reading, between = reading or bool(segment.reading), "" if segment.reading else between + segment.base
    whole = r'<span class="whole">\g<0></span>'
    if title:
        written = _TOWN.sub(_town, written)
    return Markup(_ORDINAL.sub(whole, _BOUND.sub(whole, written) if title else written))


def _written(segment: Ruby, between: str | None) -> str:
    """``between``: what stands between the base of the reading before and this; None where there is none before."""
    before, after = _PARENTHESES
    if not segment.reading:
        return str(escape(segment.base))
    near = "by" if between is not None and _SIGN.fullmatch(between) else ""
    names = " ".join(name for name in (near, _breadth(segment.base, segment.reading)) if name)
    tag = f'<ruby class="{names}">' if names else "<ruby>"
    return f"{_SEAM if between == '' else ''}{tag}{escape(segment.base)}{before}{escape(segment.reading)}{after}</ruby>"


def _town(found: re.Match[str]) -> str:
    """The name with its 「市」 on one line, where both fit a phone at the largest type."""
    base, reading = found.groups()
    if _breadth(f"{base}市", f"{reading}し"):
        return found.group()
    return f'<span class="whole">{found.group().replace(_SEAM, "")}</span>'


def _breadth(base: str, reading: str) -> str:
    """Whether a word with its reading may be broken over two lines: never (empty), on a narrow page, on every page."""
    ems = max(sum(0.5 if letter.isascii() else 1.0 for letter in base), READING_SIZE * len(reading))
    if ems <= WHOLE_ANYWHERE:
        return ""
    return "wide" if ems <= WHOLE_WHERE_WIDE else "endless"


def japanese(words: str | Iterable[Ruby], t: Texts) -> Markup:
    """Words of the minutes among the page's own, with their readings where they come with them, marked as Japanese where the page
    speaks another language."""
    shown = escape(words) if isinstance(words, str) else ruby(words)
    return shown if t.lang == "ja" else Markup('<span lang="ja">{}</span>').format(shown)


class _Compiled(BytecodeCache):
    """What templates were compiled to: the public pages and the desk's, in one process, are made of many of the same."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja before it compiles; ``checksum`` is that of what the template says."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja with what it has compiled."""
        self._code[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class Renderer:
    """Renders the pages of one site."""

    def __init__(self, templates: Path, assets: Assets, settings: Settings) -> None:
        self.environment = Environment(
            loader=FileSystemLoader(templates),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
        )
        self.environment.filters.update(
            ruby=ruby,
            day=day_in_words,
            span=span_in_words,
            brief=brief_span,
            moment=moment_in_words,
            year=year_in_words,
            hours=hours_in_words,
            japanese=japanese,
        )
        self.environment.globals.update(static=assets.url, carried=lambda name: Markup(assets.sheet(name)))
        self._texts: Mapping[Language, Texts] = catalogues(templates / "texts")
        self._plain_texts = {language: t.without_furigana() for language, t in self._texts.items()}
        self._settings = settings

    def compile_all(self) -> None:
        """Compiles every template, so that a broken one is known before the first reader comes."""
        for name in self.environment.list_templates(extensions=["html"]):
            self.environment.get_template(name)

    def texts(self, request: Request) -> Texts:
        """The catalogue of the reader's language."""
        return self.catalogue(preferences_of(request).language, request)

    def catalogue(self, language: Language, request: Request) -> Texts:
        """The catalogue of a language, with furigana unless the reader wants none."""
        plain = preferences_of(request).furigana is Level.NONE
        return (self._plain_texts if plain else self._texts)[language]

    def page(self, request: Request, template: str, page: object, status: int = 200) -> HTMLResponse:
        """The whole page."""
        html = self.environment.get_template(template).render(self._context(request, page))
        return HTMLResponse(html, status, headers={"Vary": "HX-Request, Cookie"})

    def page_or_block(
        self, request: Request, template: str, block: str, page: object, aside: str = ""
    ) -> HTMLResponse:
        """The whole page, or for htmx the named block of it, and ``aside``: another that finds its own place
        (``hx-swap-oob``)."""
        restores = request.headers.get("HX-History-Restore-Request") == "true"
        if request.headers.get("HX-Request") != "true" or restores:
            return self.page(request, template, page)
        loaded = self.environment.get_template(template)
        context = loaded.new_context(self._context(request, page))
        html = "".join(piece for name in (block, aside) if name for piece in loaded.blocks[name](context))
        return HTMLResponse(html, headers={"Vary": "HX-Request, Cookie"})

    def _context(self, request: Request, page: object) -> dict[str, Any]:
        return {"page": page, "site": self._site(request), "t": self.texts(request)}

    def _site(self, request: Request) -> Site:
        return Site(
            preferences=preferences_of(request),
            address=local_address(request.url),
            origin=public_address(request, self._settings.public_url),
            office=self._settings.office,
            telephone=self._settings.telephone,
        )


def preferences_of(request: Request) -> Preferences:
    """What the reader's cookie says."""
    return from_cookie(request.cookies.get(COOKIE, ""))


def local_address(url: URL) -> str:
    """Path and query, for coming back to."""
    return f"{url.path}?{url.query}" if url.query else url.path
