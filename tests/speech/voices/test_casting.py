"""Who gets which voice: always the same, never shared by people who answer each other."""

from datetime import date
from itertools import combinations

import pytest

from reader.errors import DriverMissingError, SettingsError
from reader.minutes.model import Minutes, Role, Speaker, Turn
from reader.speech.voices.casting import Casting, cast_minutes, partners
from reader.speech.voices.foreign_palette import foreign_palette
from reader.speech.voices.palette import Palette, differ, openjtalk_palette
from reader.speech.voices.voice import DriverVoice, Voice

PALETTE = openjtalk_palette()
CHAIR = Speaker("委員長", "委員長", Role.CHAIR)
VICE_CHAIR = Speaker("副委員長", "副委員長", Role.VICE_CHAIR)
MEMBER = Speaker("委員", "委員", Role.MEMBER)
SECRETARIAT = Speaker("事務局", "事務局", Role.SECRETARIAT)
SEED = (MEMBER, SECRETARIAT, VICE_CHAIR, CHAIR)


def named(name: str, role: Role = Role.MEMBER) -> Speaker:
    return Speaker(f"{name}委員", f"{name}委員", role, name)


def minutes(*speakers: Speaker) -> Minutes:
    """Minutes in which the speakers speak in that order, some of them several times."""
    entries = tuple(Turn(number, speaker.key, "はい。") for number, speaker in enumerate(speakers, 1))
    unique = tuple(dict.fromkeys(speakers))
    return Minutes("定例会", None, date(2021, 10, 28), None, None, (), unique, entries)


def voices(casting: Casting) -> list[Voice]:
    return [casting.announcer, *casting.voices.values()]


def test_everyone_in_a_session_of_the_seed_kind_can_be_told_apart() -> None:
    for one, other in combinations(voices(cast_minutes(minutes(*SEED), PALETTE)), 2):
        assert differ(one, other), (one, other)


def test_eight_named_speakers_and_four_roles_can_be_told_apart_as_far_as_there_are_voices() -> None:
    people = [named(name) for name in ("山田", "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺")]
    cast = voices(cast_minutes(minutes(*SEED, *people), PALETTE))
    assert len({voice.id for voice in cast}) == len(cast) == 12
    assert all(differ(one, other) for one, other in combinations(cast, 2))


def test_the_chair_is_deep_and_calm_and_the_secretariat_higher() -> None:
    casting = cast_minutes(minutes(*SEED), PALETTE)
    chair, secretariat = casting.voice_of("委員長"), casting.voice_of("事務局")
    assert chair.pitch == min(voice.pitch for voice in PALETTE.voices)
    assert chair.rate < secretariat.rate
    assert secretariat.pitch > chair.pitch + 6


def test_a_role_without_a_name_sounds_the_same_whoever_else_speaks() -> None:
    alone = cast_minutes(minutes(SECRETARIAT, MEMBER), PALETTE)
    together = cast_minutes(minutes(SECRETARIAT, MEMBER, *map(named, "甲乙丙丁戊")), PALETTE)
    assert alone.voice_of("事務局") == together.voice_of("事務局")
    assert alone.voice_of("委員") == together.voice_of("委員")


def test_a_named_speaker_keeps_the_voice_across_sessions() -> None:
    first = cast_minutes(minutes(named("山田太郎"), SECRETARIAT), PALETTE)
    known = dict(first.named)
    others = [named(name) for name in ("佐藤", "鈴木", "高橋", "田中", "伊藤")]
    spaced = Speaker("山田委員", "山田委員", Role.CHAIR, "山田 太郎")
    second = cast_minutes(minutes(CHAIR, *others, spaced), PALETTE, known=known)
    assert second.voice_of("山田委員") == first.voice_of("山田太郎委員")
    assert cast_minutes(minutes(named("山田太郎"), MEMBER), PALETTE).named == known


def test_partners_never_share_a_voice_even_when_there_are_more_people_than_voices() -> None:
    people = [named(f"第{number}号") for number in range(40)]
    sitting = minutes(*(turn for person in people for turn in (CHAIR, person, SECRETARIAT)))
    casting = cast_minutes(sitting, PALETTE)
    for one, other in partners(sitting):
        assert casting.voice_of(one) != casting.voice_of(other)
    assert casting.announcer not in casting.voices.values()


def test_casting_does_not_depend_on_the_order_of_speakers() -> None:
    people = [*SEED, *map(named, ("山田", "佐藤", "鈴木", "高橋"))]
    forth, back = minutes(*people), minutes(*people)
    back = Minutes(**{f: getattr(back, f) for f in back.__slots__} | {"speakers": back.speakers[::-1]})
    assert dict(cast_minutes(forth, PALETTE).voices) == dict(cast_minutes(back, PALETTE).voices)


@pytest.mark.parametrize("name", ["委員長", "chair", "議長"])
def test_staff_choose_by_label_or_role(name: str) -> None:
    casting = cast_minutes(minutes(*SEED), PALETTE, {name: "openjtalk/high"})
    assert casting.voice_of("委員長").id == "openjtalk/high"


def test_staff_choose_by_name_and_the_choice_is_not_remembered_as_dealt() -> None:
    casting = cast_minutes(minutes(named("山田太郎"), MEMBER), PALETTE, {"山田太郎": "openjtalk/deep"})
    assert casting.voice_of("山田太郎委員").id == "openjtalk/deep"
    assert casting.named == {}


def test_staff_choose_the_announcer() -> None:
    casting = cast_minutes(minutes(*SEED), PALETTE, {"案内": "openjtalk/middle"})
    assert casting.announcer.id == "openjtalk/middle"
    assert casting.voice_of("事務局").id != "openjtalk/middle"


def test_a_voice_that_is_not_there_is_told() -> None:
    with pytest.raises(SettingsError, match=r"openjtalk/nobody.*使える声"):
        cast_minutes(minutes(*SEED), PALETTE, {"委員": "openjtalk/nobody"})


def test_a_choice_from_a_driver_that_is_missing_is_passed_over() -> None:
    palette = Palette(PALETTE.announcer, PALETTE.voices, PALETTE.for_role, missing="voicevox", notice="…")
    casting = cast_minutes(minutes(*SEED), palette, {"委員": "voicevox/3"})
    assert casting.voice_of("委員").driver == "openjtalk"


def test_a_key_that_is_no_speakers_is_the_announcers() -> None:
    casting = cast_minutes(minutes(*SEED), PALETTE)
    assert casting.voice_of("だれか") == casting.announcer


HARUKA = DriverVoice("HARUKA", "Microsoft Haruka", ("ja-JP",))
ICHIRO = DriverVoice("ICHIRO", "Microsoft Ichiro", ("ja-JP",), is_low=True)


def test_one_foreign_voice_is_enough_for_a_session_of_the_seed_kind() -> None:
    casting = cast_minutes(minutes(*SEED, MEMBER, CHAIR), foreign_palette("sapi5", [HARUKA]))
    assert len({voice.id for voice in voices(casting)}) == 5
    assert all(differ(one, other) for one, other in combinations(voices(casting), 2))
    assert casting.voice_of("委員長").formant < 1 < casting.voice_of("事務局").formant


def test_a_low_foreign_voice_is_the_chairs() -> None:
    casting = cast_minutes(minutes(*SEED), foreign_palette("sapi5", [HARUKA, ICHIRO]))
    assert casting.voice_of("委員長").model == "ICHIRO"
    assert casting.voice_of("事務局").model == "HARUKA"
    assert casting.announcer.model == "HARUKA"


def test_of_a_persons_styles_one_is_dealt_and_the_others_can_be_chosen() -> None:
    styles = [DriverVoice(str(n), f"めたん（{n}）", person="めたん") for n in (2, 0, 36)]
    people = [DriverVoice(str(n), f"声{n}", person=f"声{n}") for n in range(50, 62)]
    palette = foreign_palette("voicevox", [*styles, *people])
    assert {voice.model for voice in (palette.announcer, *palette.voices)} == {"2", *map(str, range(50, 62))}
    casting = cast_minutes(minutes(*SEED), palette, {"委員": "voicevox/36"})
    assert casting.voice_of("委員").name == "めたん（36）"
    assert palette.credits[0] == "VOICEVOX:めたん"


def test_a_named_chair_shares_with_none_of_forty_members() -> None:
    """Whoever answers everybody is dealt for before the voices run out."""
    chair = Speaker("議長", "議長", Role.CHAIR, "大谷隆広")
    mayor = Speaker("市長", "市長", Role.EXECUTIVE, "福島源次郎")
    people = [named(f"第{number}号") for number in range(40)]
    sitting = minutes(*(turn for person in people for turn in (chair, person, mayor, person)))
    casting = cast_minutes(sitting, PALETTE)
    for one, other in partners(sitting):
        assert casting.voice_of(one) != casting.voice_of(other)


def test_a_new_chair_leaves_known_members_their_voices() -> None:
    people = [named(name) for name in ("山田", "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "木村")]
    known = {f"{p.name}": v.id for p, v in zip(people, PALETTE.voices[::-1], strict=False)}
    chair = Speaker("議長", "議長", Role.CHAIR, "大谷隆広")
    casting = cast_minutes(minutes(*(t for p in people for t in (chair, p))), PALETTE, known=known)
    assert {p.name: casting.voice_of(p.key).id for p in people} == known
    assert casting.voice_of("議長").id not in known.values()


def test_a_driver_without_japanese_voices_is_told() -> None:
    with pytest.raises(DriverMissingError, match="日本語の声がありません"):
        foreign_palette("sapi5", [])


def test_further_htsvoice_files_join_the_palette() -> None:
    palette = openjtalk_palette(["/usr/share/hts-voice/nitech/nitech.htsvoice"])
    assert palette.voice("openjtalk/nitech-low").model == "/usr/share/hts-voice/nitech/nitech.htsvoice"
