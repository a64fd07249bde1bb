"""The three catalogues of the interface say the same things, and no template asks for more."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, nodes

from reader.assets import asset_folder
from reader.web.views import texts
from reader.web.views.preferences import CHOICES, Language
from reader.web.views.texts import catalogues

TEMPLATES = asset_folder("templates")
CATALOGUES = catalogues(TEMPLATES / "texts")
NAMES = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for folder in ("layout", "pages", "components")
    for path in (TEMPLATES / folder).glob("*.html")
)


KANJI = re.compile("[㐀-鿿]")
JAPANESE = re.compile("[ぁ-んァ-ヶ㐀-鿿]")
LONGEST_EASY_SENTENCE = 50


def _places(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


@pytest.mark.parametrize("language", list(Language))
def test_every_text_exists_in_every_language_with_the_same_places(language: Language) -> None:
    japanese, other = CATALOGUES[Language.JAPANESE].entries, CATALOGUES[language].entries
    assert other.keys() == japanese.keys()
    assert [key for key, text in other.items() if not text.strip()] == []
    assert [key for key, text in other.items() if _places(text) != _places(japanese[key])] == []


ANYTHING = r"[\w.-]+"
"""What stands for a part of a key that is only known while a page is rendered."""


def _asked_by_templates() -> Iterator[str]:
    """Patterns of the keys that the site's templates ask for, or hand to a macro that does."""
    environment = Environment(autoescape=True)
    for name in NAMES:
        tree = environment.parse((TEMPLATES / name).read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            asks = call.node.node if isinstance(call.node, nodes.Getattr) else call.node
            if isinstance(asks, nodes.Name) and asks.name == "t" and call.args:
                yield _pattern(call.args[0])
            elif any(isinstance(argument, nodes.Name) and argument.name == "t" for argument in call.args):
                handed = (argument for argument in call.args if isinstance(argument, nodes.Const))
                keys = (str(argument.value) for argument in handed)
                yield from (re.escape(key) for key in keys if re.fullmatch(r"[a-z_]+\.[a-z_]+", key))


def _pattern(key: nodes.Node) -> str:
    if isinstance(key, nodes.Const):
        return re.escape(str(key.value))
    if isinstance(key, nodes.Concat):
        return "".join(map(_pattern, key.nodes))
    return ANYTHING


def _asked_by_modules() -> Iterator[str]:
    """Patterns of the keys that the modules of the web name: whole, or with places."""
    for path in Path(texts.__file__).parent.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr):
                yield "".join(
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else ANYTHING
                    for part in node.values
                )


def test_every_text_is_used_and_every_key_that_is_asked_for_exists() -> None:
    known = CATALOGUES[Language.JAPANESE].entries
    asked = {pattern for pattern in _asked_by_templates() if pattern != ANYTHING}
    assert [pattern for pattern in asked if not any(re.fullmatch(pattern, key) for key in known)] == []
    named = {
        pattern
        for pattern in _asked_by_modules()
        if ANYTHING not in pattern or r"\." in pattern.replace(ANYTHING, "")
    }
    assert rf"{ANYTHING}\.{ANYTHING}" not in named
    used = re.compile("|".join(sorted(asked | named)))
    assert [key for key in known if not used.fullmatch(key)] == []


def test_english_is_english() -> None:
    kana = re.compile("[ぁ-ヿ]")
    english = CATALOGUES[Language.ENGLISH].entries
    in_japanese = {"preferences.language_easy", "search.how"}
    assert {key for key, text in english.items() if kana.search(text)} == in_japanese


def test_easy_japanese_has_furigana_on_its_kanji_and_plain_texts_have_none() -> None:
    easy = CATALOGUES[Language.EASY]
    left = {
        key: re.sub("<ruby>.*?</ruby>", "", easy(key, **dict.fromkeys(_places(easy.entries[key]), "")))
        for key in easy.entries
    }
    assert {key for key, text in left.items() if KANJI.search(text)} == set()
    assert easy("turn.stop") == (
        '<ruby>声<rp aria-hidden="true">（</rp><rt aria-hidden="true">こえ</rt><rp aria-hidden="true">）</rp></ruby>を '
        '<ruby>止<rp aria-hidden="true">（</rp><rt aria-hidden="true">と</rt><rp aria-hidden="true">）</rp></ruby>める'
    )
    assert easy.plain("turn.stop") == easy.without_furigana()("turn.stop") == "声を 止める"
    assert easy.kana("turn.stop") == "こえを とめる"
    assert easy.without_furigana().kana("turn.stop") == "声を 止める"
    assert CATALOGUES[Language.JAPANESE].kana("turn.stop") == CATALOGUES[Language.JAPANESE]("turn.stop")


def test_easy_japanese_is_written_in_short_sentences() -> None:
    for key, text in CATALOGUES[Language.EASY].entries.items():
        for sentence in re.split("[。？]", text):
            assert len(sentence.replace(" ", "")) <= LONGEST_EASY_SENTENCE, (key, sentence)


def test_templates_and_scripts_say_nothing_of_their_own() -> None:
    """Everything in Japanese stands in the catalogues: none in templates, none in scripts but the kana of the kiosk's board."""
    sources = [TEMPLATES / name for name in NAMES]
    sources += asset_folder("static").glob("js/**/*.js")
    speaking = set()
    for path in sources:
        source = re.sub(r"\{#.*?#\}|/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        if JAPANESE.search(source):
            speaking.add(path.name)
    assert speaking == {"board.js"}


def test_no_place_without_elements_is_given_furigana() -> None:
    """Attributes, titles and options cannot hold a ruby: their texts are asked for by ``t.plain``,
    or by ``t.kana`` where they are shown."""
    for name in NAMES:
        source = (TEMPLATES / name).read_text(encoding="utf-8")
        held = re.findall(r'\s[a-z-]+="[^"{]*\{\{ t\(', source)
        held += re.findall(r"<(?:title|option)[^>]*>[^<]*\{\{ t\(", source)
        assert held == [], name


def test_values_are_escaped() -> None:
    t = CATALOGUES[Language.JAPANESE]
    assert t("turn.title", speaker="<b>", number=1) == "&lt;b&gt;、1回目の発言"


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles_and_asks_for_texts_that_exist(name: str) -> None:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    environment.filters.update(
        dict.fromkeys(("ruby", "day", "span", "brief", "moment", "year", "japanese"), str)
    )
    environment.get_template(name)
    source = (TEMPLATES / name).read_text(encoding="utf-8")
    known = CATALOGUES[Language.JAPANESE].entries
    for key, whole in re.findall(r't(?:\.plain)?\("([^"]+)"( ~)?', source):
        if whole:
            assert any(entry.startswith(key) for entry in known), key
        else:
            assert key in known, key
    assert "|safe" not in source.replace(" ", "")
    beside = re.sub(r'<style>{{ carried\("\w+"\) }}</style>', "", source)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", beside)


def test_every_choice_has_its_text() -> None:
    known = CATALOGUES[Language.JAPANESE].entries
    for name, values in CHOICES.items():
        assert f"preferences.{name}" in known
        assert all(f"preferences.{name}_{value}" in known for value in values)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("pages/")])
def test_every_page_has_a_title_and_one_first_heading(name: str) -> None:
    source = (TEMPLATES / name).read_text(encoding="utf-8")
    assert "{% block title %}" in source
    assert source.count("<h1") == 1
