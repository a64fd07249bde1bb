"""Search without a keyboard: kana are chosen one by one from a board, and what sounds so is found.

ちょうないかい → 町内会. The board is set as the 五十音図 is: a column for each consonant, a row for each vowel.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from reader.library.search import LONGEST_QUERY, Hit, Query
from reader.readings.writing.kana import to_katakana
from reader.web.kiosk.pages.choosing import TEMPLATE
from reader.web.kiosk.stage.addresses import (
    SEARCH,
    SESSIONS,
    board_guide,
    board_screen,
    results_screen,
    session_screen,
)
from reader.web.kiosk.stage.cards import Cards, plain
from reader.web.kiosk.stage.guiding import following, leads_on, offered
from reader.web.kiosk.stage.paging import MOST, asked_part, paging_of
from reader.web.kiosk.stage.screens import BoardScreen, Choice, ChoiceScreen, Key
from reader.web.kiosk.stage.stage import NOT_KEPT, Stage, kiosk_preferences
from reader.web.views.session_views import SessionViews

COLUMNS = (
    "あいうえお",
    "かきくけこ",
    "さしすせそ",
    "たちつてと",
    "なにぬねの",
    "はひふへほ",
    "まみむめも",
    "や・ゆ・よ",
    "らりるれろ",
    "わ・を・ん",
)
CHANGED = "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽぁぃぅぇぉっゃゅょゎゔ"
"""What the board's other keys make of the kana on it."""

NO_KANA = "・"
SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ", strict=True))
KANA = frozenset("".join(COLUMNS) + CHANGED + "ー") - {NO_KANA}
FORMS = {
    "か": "が", "き": "ぎ", "く": "ぐ", "け": "げ", "こ": "ご", "さ": "ざ", "し": "じ", "す": "ず", "せ": "ぜ", "そ": "ぞ",
    "た": "だ", "ち": "ぢ", "つ": "づ", "て": "で", "と": "ど", "は": "ばぱ", "ひ": "びぴ", "ふ": "ぶぷ", "へ": "べぺ",
    "ほ": "ぼぽ", "あ": "ぁ", "い": "ぃ", "う": "ぅゔ", "え": "ぇ", "お": "ぉ", "や": "ゃ", "ゆ": "ゅ", "よ": "ょ", "わ": "ゎ",
}  # fmt: skip
"""What the key beside makes of each kana that is on the board, but for っ, which sounds like nothing of its own."""

MOST_LOOKED_AT = 200
"""Sentences; where more hold what is typed, no key is said to lead nowhere."""

LONGEST = 20
"""Kana: a word, not a sentence."""


class Searching:
    """Handlers for the board and what it finds."""

    def __init__(self, views: SessionViews, stage: Stage, cards: Cards) -> None:
        self._views = views
        self._stage = stage
        self._cards = cards

    def board(self, request: Request) -> Response:
        """``/kiosk/search``, or ``?in=20211028-1`` within one meeting."""
        within = _within(request)
        columns = tuple(tuple(map(self._key, column)) for column in COLUMNS)
        changed = tuple(map(self._key, CHANGED))
        said = self._stage.say(self._stage.said("kiosk.board.said"))
        screen = BoardScreen(
            columns=columns,
            changed=changed,
            title=self._stage.words("kiosk.board.title_here" if within else "kiosk.board.title"),
            kana=_kana(request),
            results=results_screen("", within),
            guide=board_guide("", within),
            back=session_screen(within) if within else SESSIONS,
            say=said,
        )
        return self._stage.show(request, "kiosk/board.html", screen)

    def guide(self, request: Request) -> Response:
        """``/kiosk/board.json?kana=…``: how many sentences hold it, the keys that lead nowhere, words that begin so."""
        kana, within = _kana(request), _within(request)
        query = Query(kana, session=within or None)
        found = self._views.library.search(query, 0, MOST_LOOKED_AT) if kana else None
        answer: dict[str, object] = {"told": "", "dead": [], "words": []}
        if found is not None:
            exact = [hit.words for hit in found.hits[: found.total - found.near]]
            behind, all_seen = following(exact, kana), found.total <= len(found.hits)
            answer = {
                "told": self._stage.words("kiosk.board.count", count=found.total - found.near),
                "dead": [
                    key
                    for key in "".join(COLUMNS)
                    if all_seen and key != NO_KANA and not leads_on(kana, key, FORMS.get(key, ""), behind)
                ],
                "words": [
                    {
                        "text": word.surface,
                        "href": results_screen(_on_board(word.kana), within),
                        "say": self._stage.say(word.kana),
                    }
                    for word in offered(exact, kana)
                ],
            }
        return JSONResponse(answer, headers=NOT_KEPT)

    def results(self, request: Request) -> Response:
        """``/kiosk/results?kana=…``: the sentences that hold it, however they are written."""
        kana, within = _kana(request), _within(request)
        if not kana:
            return RedirectResponse(board_screen("", within) if within else SEARCH, 303)
        part = asked_part(request)
        found = self._views.library.search(Query(kana, session=within or None), (part - 1) * MOST, MOST)
        words, said = self._stage.words, self._stage.said
        sought = found.understood or kana
        screen = ChoiceScreen(
            name="results",
            title=plain(words("kiosk.results.title", kana=sought, count=found.total)),
            facts=(),
            choices=tuple(self._choice(request, hit, sought, found.spellings) for hit in found.hits),
            paging=paging_of(part, found.total, results_screen(kana, within)),
            back=board_screen(kana, within),
            empty=words("kiosk.results.empty"),
            say=self._stage.say(
                said("kiosk.results.said", kana=sought, count=found.total)
                if found.total
                else said("kiosk.results.empty")
            ),
        )
        return self._stage.show(request, TEMPLATE, screen)

    def _key(self, kana: str) -> Key:
        """A key that says its kana as such: は is ハ, not the particle."""
        if kana == NO_KANA:
            return Key("", "")
        large = SMALL.get(kana)
        said = self._stage.said("kiosk.board.small", kana=to_katakana(large)) if large else to_katakana(kana)
        return Key(kana, self._stage.say(said))

    def _choice(self, request: Request, hit: Hit, kana: str, spellings: tuple[str, ...]) -> Choice:
        view = self._views.view(hit.session, kiosk_preferences(request).furigana)
        passage, utterance = view.session.passage(hit.passage), view.session.utterance(hit.utterance)
        return self._cards.hit(view, passage, utterance, kana, spellings)


def _kana(request: Request) -> str:
    """What was typed; anything that is not on the board is left out."""
    return _on_board(request.query_params.get("kana", "")[:LONGEST_QUERY])


def _on_board(text: str) -> str:
    return "".join(kana for kana in text if kana in KANA)[:LONGEST]


def _within(request: Request) -> str:
    """The id of the meeting that is looked in; empty for all of them."""
    return request.query_params.get("in", "")
