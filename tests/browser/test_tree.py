"""What a screen reader is given: the accessibility tree, flattened, is the minutes in order with nothing said twice."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.passages.sentences import sentence_spans
from tests.browser.pages import SEED, Open, Visit


def _nodes(page: Page) -> list[dict[str, Any]]:
    session = page.context.new_cdp_session(page)
    tree = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    root = next(node for node in tree.values() if "parentId" not in node)

    def walked(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if not node["ignored"]:
            yield node
        for child in node.get("childIds", ()):
            if child in tree:
                yield from walked(tree[child])

    return list(walked(root))


def _said(page: Page) -> str:
    """All text of the page as the tree holds it, in order, without whitespace."""
    texts = [node["name"]["value"] for node in _nodes(page) if node["role"]["value"] == "StaticText"]
    return "".join("".join(texts).split())


def _sentences(line: str) -> Iterator[str]:
    for start, end in sentence_spans(line):
        yield "".join(line[start:end].split())


@pytest.mark.parametrize("furigana", ["none", "hard", "all"])
def test_the_tree_is_the_minutes_in_order_with_nothing_said_twice(
    open_page: Open, seed: bytes, furigana: str
) -> None:
    minutes = parse(read_source(seed, "seed.txt"))
    said = _said(open_page(SEED, Visit(f"furigana={furigana}")))
    at = 0
    texts = (text for turn in minutes.turns for line in turn.text.split("\n") for text in _sentences(line))
    for text in texts:
        found = said.find(text, at)
        assert found >= 0, text
        at = found + len(text)
        assert said.count(text) == 1 or len(text) < 30, text


def test_with_all_aids_off_a_turn_is_its_words_and_nothing_between(open_page: Open, seed: bytes) -> None:
    minutes = parse(read_source(seed, "seed.txt"))
    said = _said(open_page(SEED, Visit("furigana=none&terms=off")))
    for turn in minutes.turns:
        assert "".join(turn.text.split()) in said, turn.number


def test_without_furigana_a_sentence_is_one_piece(open_page: Open) -> None:
    page = open_page(SEED, Visit("furigana=none"))
    texts = [node["name"]["value"] for node in _nodes(page) if node["role"]["value"] == "StaticText"]
    assert "経済的な豊かさという観点は、市民の暮らしやすさの中に一定含んでいると考えている。" in texts


def test_landmarks_are_few_and_named(open_page: Open) -> None:
    marks = ("banner", "navigation", "main", "region", "contentinfo", "complementary", "search")
    found = [
        (node["role"]["value"], node["name"]["value"])
        for node in _nodes(open_page(SEED))
        if node["role"]["value"] in marks
    ]
    assert found == [
        ("banner", ""),
        ("navigation", "このサイトのページ"),
        ("main", ""),
        ("navigation", "会議の流れ"),
        ("navigation", "発言者と議題"),
        ("region", "読み上げの操作"),
        ("contentinfo", ""),
    ]


def test_every_control_has_a_name_of_its_own(open_page: Open) -> None:
    nodes = _nodes(open_page(SEED))
    for role in ("button", "link"):
        names = [node["name"]["value"] for node in nodes if node["role"]["value"] == role]
        assert all(names)
    buttons = [node["name"]["value"] for node in nodes if node["role"]["value"] == "button"]
    assert len(buttons) == len(set(buttons))


def test_a_reading_is_real_text_once_in_the_speaker_index(open_page: Open) -> None:
    said = _said(open_page(SEED, Visit("furigana=all")))
    assert said.count("じむきょく") == 1


def test_the_status_line_is_there_from_the_start_and_says_nothing_while_it_plays(open_page: Open) -> None:
    page = open_page(SEED)
    assert page.get_by_role("status").count() == 1
    page.evaluate(
        """() => {
          window.said = [];
          new MutationObserver(() => said.push(document.querySelector("[role=status]").textContent))
            .observe(document.querySelector("[role=status]"), { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.locator('[data-play="t2"]').click()
    page.wait_for_function("() => document.querySelector('reader-player').dataset.key === 't4'")
    assert set(page.evaluate("() => window.said")) <= {"読み上げを始めました。", ""}
