"""Turns that another turn may hold: told to staff by what the whole document shows of who speaks, and how long.

::

    会長　どうですか。市川時間はかかります。      市川 speaks elsewhere: the label may begin here
    【委員】いくらか。⏎〔管財課〕約2億円である。   a bracket that no label has, and something said behind it
    課長　直す。⏎事務局が資料2を配った。          every turn is one row, and this one has another
    会長　始めます。／会長　分かりました。         one speaker twice, where nobody else is: somebody between?
    これより始めます。⏎出席は7名です。            two rows of nobody's that sound as speech does
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from reader.minutes.labels.match import Style
from reader.minutes.labels.roles import ROLES, role_of
from reader.minutes.labels.strength import is_thing
from reader.minutes.lines.directions import is_direction
from reader.minutes.lines.headings import looks_like_title
from reader.minutes.lines.saying import says
from reader.minutes.lines.segments import Segment
from reader.minutes.model import Otherwise, ParserWarning, PartKind, Role, Take
from reader.minutes.text.characters import KANA, KANJI, MARK_CLASS, STOPS, bare, ends_with_full_stop, fold

_SHOWN = 24
_WISHES = re.compile(
    r"(?:です|ます|ました|ません|でした|ください|でしょう|たい|ない|ほしい|よい|か)[かねよ]?。$"
)
_POLITE = re.compile(r"(?:です|ます|ました|ません|でした|ください|でしょう)[かねよ]?。$")
_FEW, _MOSTLY = 4, 0.8
_MOST_LABELS = 200
_BEGINS = rf"(?:^|(?<=[{STOPS}.」])|(?<=[{STOPS}.」][\s)|\]]))"
_FRONT = rf"[\s{MARK_CLASS}→⇒\d()\[\]【】<>|:・-]{{0,12}}"
_GOES_ON = r"(?=\s*\S)(?!\s*(?:[のはがをにとへもや、。・?!？！]|から|より|さん|君|氏|様|方|会|等|及|名|数|席|選|制|間|案|側|長|提|報|職|任|就|辞|補|代|あて|宛|で|であ|だ|ごと|並び|ほか|各|向))"
_ROLE = re.compile(
    rf"{_BEGINS}(?P<front>{_FRONT})(?P<role>[{KANJI}]{{1,6}}(?:委員|議員|[課部局室係区町村市会座議校園館所次]長)|(?:委員|参加者|委員会)[A-Z]|(?!皆)[{KANJI}]{{1,4}}さん)[)\]】>]?"
    rf"(?=\s{{0,2}}[{KANJI}ァ-ヺ\d「]){_GOES_ON}"
)
_FRAMED = re.compile(
    rf"\s*[(\[【<『](?P<who>[{KANJI}{KANA}A-Za-z・][{KANJI}{KANA}A-Za-z\d・ ]{{0,15}}(?:[(【][^()【】]{{1,12}}[)】][君さん氏]{{0,2}})?)[)\]】>』]\s*:?\s*(?P<said>[^\s、。].*)$"
)
_TOLD = re.compile(r"(?<!まし)(?<!でし)た。$|^\s*(?:以上[、,]|別紙|ここで|この後|次(?:回|に)|記録者?:|文責)")


def warnings_about_missed(segments: Sequence[Segment]) -> Iterator[ParserWarning]:
    """One warning a kind at most."""
    turns = list(_turns(segments))
    who = Counter(label.label for segment in segments if (label := segment.label) is not None)
    if not who:
        return
    for found in (
        _known_inside(turns, who),
        _framed(turns),
        _longer(turns),
        _twice(segments),
        _nobodys(segments),
    ):
        if found is not None:
            yield found


def _turns(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """The rows of what each says."""
    said: list[Segment] = []
    for segment in segments:
        if segment.label is not None and said:
            yield said
            said = []
        if segment.kind is PartKind.SPEECH:
            said.append(segment)
    if said:
        yield said


def _known_inside(turns: Sequence[Sequence[Segment]], who: Mapping[str, int]) -> ParserWarning | None:
    """Somebody who speaks elsewhere, named where a sentence can begin, with words behind that do not go on from the name."""
    often = sorted(who, key=lambda label: -who[label])[:_MOST_LABELS]
    names = [_spread(label) for label in sorted(often, key=len, reverse=True) if len(label) > 1]
    signs = [_spread(label) for label in often if len(label) == 1]
    ways = [rf"(?P<who>{'|'.join(names)})[)\]】>]?(?:\s*$|{_GOES_ON})"] if names else []
    ways += [rf"(?P<sign>{'|'.join(signs)})\d{{0,3}}\s*(?:[:|.]|(?<=[(\[【<].)[)\]】>])"] if signs else []
    named = re.compile(rf"{_BEGINS}(?P<front>{_FRONT})(?:{'|'.join(ways)})") if ways else None
    for rows in turns:
        for place, segment in enumerate(rows):
            found = _first(named, fold(segment.text), 0 if place else 1)
            if found:
                label = next(name for key, name in found.groupdict().items() if name and key != "front")
                return _either(
                    segment, segment.text[found.start() :], "前の発言の続き", f"「{bare(label)}」の発言"
                )
    return None


def _first(named: re.Pattern[str] | None, folded: str, since: int) -> re.Match[str] | None:
    """Somebody of this document, or somebody by a role's words, whoever comes first; at one place the one behind more signs,
    or else whom the document names. Roles are asked for apart: their pattern holds every kanji, which takes longer to compile
    than a document to read."""
    names, roles = named.search(folded, since) if named else None, _ROLE.search(folded, since)
    if names is None or roles is None:
        return names or roles
    return min(names, roles, key=lambda found: (found.start(), -len(found["front"])))


def _spread(label: str) -> str:
    """A label's own characters, with what spaces a document may print between them."""
    return r"\s{0,3}".join(re.escape(char) for char in label)


def _framed(turns: Sequence[Sequence[Segment]]) -> ParserWarning | None:
    """A row below another that begins with a few letters in brackets, and says something behind them."""
    for rows in turns:
        for segment in rows[1:]:
            found = _FRAMED.match(fold(segment.text))
            if (
                found
                and says(found["said"])
                and not is_thing(found["who"].rstrip("0123456789"))
                and not looks_like_title(found["who"])
                and not is_direction(fold(segment.text).strip())
            ):
                return _either(segment, segment.text, "前の発言の続き", f"「{found['who']}」の発言")
    return None


def _longer(turns: Sequence[Sequence[Segment]]) -> ParserWarning | None:
    """A row that tells, the last of its turn, where nearly every turn is one row."""
    single = sum(len(rows) == 1 for rows in turns)
    if len(turns) < _FEW or single < _MOSTLY * len(turns):
        return None
    for rows in turns:
        last = fold(rows[-1].text).strip()
        ended = len(rows) > 1 and ends_with_full_stop(fold(rows[-2].text))
        if ended and (_TOLD.search(last) or (rows is turns[-1] and not _WISHES.search(last))):
            return _either(rows[-1], rows[-1].text, "発言の続き", "発言ではない", note=True)
    return None


def _twice(segments: Sequence[Segment]) -> ParserWarning | None:
    """Somebody who speaks twice with nothing between, the only one who does."""
    above, count = "", 0
    found: list[Segment] = []
    speaking: Counter[str] = Counter()
    for segment in segments:
        label = segment.label
        if label is not None:
            count += 1
            speaking[label.label] += 1
            if label.label == above and label.style is not Style.GIVEN:
                found.append(segment)
            above = label.label
        elif segment.kind in (PartKind.HEADING, PartKind.NOTE):
            above = ""
    if count < _FEW * 2 or len(found) != 1:
        return None
    label = found[0].label
    chairs = label is not None and (label.label in ROLES or role_of(label.label) is Role.CHAIR)
    if label is None or chairs or speaking[label.label] * 2 > count or len(speaking) < 3:
        return None
    return _either(found[0], label.label, "二つの発言", "間に別の人の発言がある")


def _nobodys(segments: Sequence[Segment]) -> ParserWarning | None:
    """Two sentences one below the other that somebody seems to say, and nobody does."""
    for above, segment in pairwise(segments):
        told = all(
            one.kind in (PartKind.NOTE, PartKind.METADATA)
            and not one.inside
            and _POLITE.search(one.text.rstrip())
            for one in (above, segment)
        )
        if told and not is_direction(fold(above.text).strip()):
            return _either(above, above.text, "だれの発言でもない", "だれかの発言")
    return None


def _either(segment: Segment, words: str, taken: str, other: str, *, note: bool = False) -> ParserWarning:
    shown = bare(words)[:_SHOWN]
    message = f"「{shown}」を二通りに読めます（{taken}／{other}）。"
    otherwise = Otherwise(Take.NOTE, segment.text.strip()) if note else None
    return ParserWarning(segment.line, message, (taken, other), shown, otherwise)
