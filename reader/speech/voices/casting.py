"""Casting: which speaker gets which voice.

- Two speakers of one session never share a voice while there are voices left; two who answer each other never do.
- A role that is printed without a name (事務局, 委員長) gets the voice that suits the role: the chair a deep one, the
  secretariat a clear one. A named speaker gets one of those that suit the role, which by the name's hash, so that
  山田太郎委員 sounds the same in every session; ``known`` (what earlier sessions gave) settles the rest.
- ``chosen`` is the table [voices] of ``reader.toml``: ``"市長" = "openjtalk/low"`` by label, name or role; it is above all else.
- The announcer's voice is nobody else's, unless ``chosen`` says so.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.minutes.model import Minutes, Role, Speaker
from reader.speech.voices.palette import Palette
from reader.speech.voices.voice import Voice

ANNOUNCER = "案内"
ROLE_NAMES: Mapping[Role, tuple[str, ...]] = {
    Role.CHAIR: ("議長・委員長", "議長", "委員長"),
    Role.VICE_CHAIR: ("副議長・副委員長", "副議長", "副委員長"),
    Role.MEMBER: ("委員・議員", "委員", "議員"),
    Role.SECRETARIAT: ("事務局",),
    Role.EXECUTIVE: ("理事者", "執行部", "市長・部課長"),
    Role.GUEST: ("参考人", "来賓"),
    Role.OTHER: ("その他",),
}
"""What ``reader.toml`` may call a role, besides the role's own name (``chair``)."""


@dataclass(frozen=True, slots=True)
class Casting:
    """Who gets which voice in one session. ``named`` holds, for people with a name, the voice's id by the name:
    what to hand to the next session's ``cast`` as ``known``. ``missing`` is the driver whose voices these stand in
    for. ``usual`` is who speaks as soon as that can be: when the driver is back, or when all of it is made. ``fallback``
    is who says what these voices cannot."""

    announcer: Voice
    voices: Mapping[str, Voice]
    named: Mapping[str, str]
    missing: str | None = None
    usual: "Casting | None" = None
    fallback: "Casting | None" = None

    def voice_of(self, speaker_key: str) -> Voice:
        """The speaker's voice; the announcer's for a key that is not a speaker's."""
        return self.voices.get(speaker_key, self.announcer)


def cast_minutes(
    minutes: Minutes,
    palette: Palette,
    chosen: Mapping[str, str] | None = None,
    known: Mapping[str, str] | None = None,
) -> Casting:
    """The casting of a session."""
    return cast(minutes.speakers, palette, chosen or {}, known or {}, partners(minutes))


def partners(minutes: Minutes) -> frozenset[tuple[str, str]]:
    """The pairs of speakers who answer each other: whose turns follow one another, or have one turn between."""
    keys = [turn.speaker for turn in minutes.turns]
    near = [*pairwise(keys), *zip(keys, keys[2:], strict=False)]
    return frozenset((one, other) for one, other in near if one != other)


def cast(
    speakers: Sequence[Speaker],
    palette: Palette,
    chosen: Mapping[str, str],
    known: Mapping[str, str],
    answering: Iterable[tuple[str, str]],
) -> Casting:
    """A voice for every speaker. SettingsError if ``chosen`` names a voice that is not in the palette.

    Whoever is chosen for comes first, then those who answer more people than there are voices (the chair, the mayor),
    those known from earlier, roles without a name, and names in the order of their hashes: so nobody comes too late
    for a voice that no partner has, and who else speaks changes as little as can be. What is known of others is
    left to them as long as there is anything else.
    """
    chosen = {name: voice for name, voice in chosen.items() if not palette.has_lost(voice)}
    announcer = palette.voice(chosen[ANNOUNCER]) if ANNOUNCER in chosen else palette.announcer
    near: dict[str, set[str]] = {speaker.key: set() for speaker in speakers}
    for one, other in answering:
        near[one].add(other)
        near[other].add(one)
    given: dict[str, Voice] = {}
    crowded = {key for key, others in near.items() if len(others) >= len(palette.voices)}
    awaited = Counter(known[_name(s)] for s in speakers if _name(s) in known)
    for speaker in sorted(speakers, key=lambda s: _precedence(s, chosen, known, crowded)):
        settled = _choice(speaker, chosen)
        if settled is not None:
            given[speaker.key] = palette.voice(settled)
            continue
        taken = {given[key].id for key in near[speaker.key] if key in given} | {announcer.id}
        uses = Counter(voice.id for voice in given.values()) + awaited
        if _name(speaker) in known:
            uses[known[_name(speaker)]] = 0
        given[speaker.key] = _free(_preferred(speaker, palette, known), taken, uses)
    names = {_name(s): given[s.key].id for s in speakers if s.name and _choice(s, chosen) is None}
    dealt = {name: voice for name, voice in names.items() if name}
    return Casting(announcer, given, dealt, palette.missing)


def _choice(speaker: Speaker, chosen: Mapping[str, str]) -> str | None:
    """What ``reader.toml`` says about the speaker, the most exact first."""
    exact = [speaker.label, speaker.key, *filter(None, [speaker.name, _name(speaker)])]
    for name in (*exact, speaker.role.value, *ROLE_NAMES[speaker.role]):
        if name in chosen:
            return chosen[name]
    return None


def _precedence(
    speaker: Speaker, chosen: Mapping[str, str], known: Mapping[str, str], crowded: Collection[str]
) -> tuple[int, int, str]:
    if _choice(speaker, chosen) is not None:
        rank = 0
    elif speaker.key in crowded:
        rank = 1
    elif _name(speaker) in known:
        rank = 2
    else:
        rank = 4 if speaker.name else 3
    order = 0 if speaker.name else list(Role).index(speaker.role)
    return rank, order, _hash(_name(speaker) or speaker.key)


def _preferred(speaker: Speaker, palette: Palette, known: Mapping[str, str]) -> list[Voice]:
    """All voices, the ones this speaker should rather have first."""
    suited = palette.for_role.get(speaker.role, ())
    identity = _name(speaker) or speaker.key
    settled = known.get(identity)

    def rank(voice: Voice) -> tuple[bool, int, str]:
        place = suited.index(voice.id) if voice.id in suited else len(suited)
        if speaker.name and place < len(suited):
            place = 0
        return voice.id != settled, place, _hash(identity + voice.id)

    return sorted(palette.voices, key=rank)


def _free(preferred: Sequence[Voice], taken: set[str], uses: Counter[str]) -> Voice:
    """The first voice that nobody has; else, of those that no partner has, the one used least."""
    left = [voice for voice in preferred if voice.id not in taken] or list(preferred)
    return min(left, key=lambda voice: uses[voice.id])


def _name(speaker: Speaker) -> str:
    """The person's name without spaces; empty for a role without a name."""
    return "".join((speaker.name or "").split())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
