"""What Open JTalk says of numbers, mended in its features: hyphens between figures, and 八 before some counters.

095−829−1124  ゼロキューゴー ノ ハチニーキュー ノ …        資料1−2  イチノニ        8分  ハップン
"""

from collections.abc import Iterator, Sequence

from reader.readings.openjtalk_analyzer.openjtalk import NJDFeature

_HYPHENS = frozenset("−－‐")
_ZEROS = frozenset("零０〇")
_HARDENED = {
    "分": "プン",
    "票": "ピョー",
    "回": "カイ",
    "階": "カイ",
    "個": "コ",
    **dict.fromkeys(("か月", "ヶ月", "カ月", "箇月", "ヵ月"), "カゲツ"),
    **dict.fromkeys(("か所", "ヶ所", "カ所", "箇所", "ヵ所"), "カショ"),
}


def mend_numbers(features: Sequence[NJDFeature]) -> list[NJDFeature]:
    """The features with their numbers as people say them; as many as were given."""
    joined = [_zero_hour(features, index) or _hyphen(features, index) for index in range(len(features))]
    return list(_mend_eights(joined))


def _is_number(features: Sequence[NJDFeature], index: int) -> bool:
    return 0 <= index < len(features) and features[index]["pos_group1"] == "数"


def _zero_hour(features: Sequence[NJDFeature], index: int) -> NJDFeature | None:
    """午後零時, 午前０時 are said れいじ; None for what is no such zero."""
    if features[index]["string"] not in _ZEROS or _is_number(features, index - 1):
        return None
    if index + 1 == len(features) or features[index + 1]["string"] != "時":
        return None
    return {**features[index], "read": "レイ", "pron": "レー", "mora_size": 2}


def _hyphen(features: Sequence[NJDFeature], index: int) -> NJDFeature:
    feature = features[index]
    if feature["string"] in _HYPHENS and _is_number(features, index - 1) and _is_number(features, index + 1):
        return {
            **feature,
            "pos": "助詞",
            "pos_group1": "連体化",
            "read": "ノ",
            "pron": "ノ",
            "acc": 0,
            "mora_size": 1,
            "chain_flag": 1,
        }
    if feature["pron"] == "マル" and _is_number(features, index) and _in_hyphened(features, index):
        return {**feature, "read": "ゼロ", "pron": "ゼロ"}
    return feature


def _in_hyphened(features: Sequence[NJDFeature], index: int) -> bool:
    """Whether the figure's run ends or begins with a hyphen (a postal code, a telephone number)."""
    for step in (-1, 1):
        place = index
        while _is_number(features, place):
            place += step
        if 0 <= place < len(features) and features[place]["string"] in _HYPHENS:
            return True
    return False


def _mend_eights(features: Sequence[NJDFeature]) -> Iterator[NJDFeature]:
    for index, feature in enumerate(features):
        before = features[index - 1] if index else None
        after = features[index + 1] if index + 1 < len(features) else None
        if _is_eight(feature) and after is not None and after["string"] in _HARDENED:
            yield {**feature, "pron": "ハッ"}
        elif before is not None and _is_eight(before) and feature["string"] in _HARDENED:
            yield {**feature, "pron": _HARDENED[feature["string"]]}
        else:
            yield feature


def _is_eight(feature: NJDFeature) -> bool:
    return feature["string"] in ("八", "８") and feature["pos_group1"] == "数"
