"""Typer's own words in Japanese: help pages, and one line for a command that was typed wrong.

::

    reader nani     → reader: 「nani」という命令はありません。 reader --help で書き方を見られます。
    reader remove   → reader: IDS…（会議録の番号）がありません。 reader remove --help で書き方を見られます。
"""

import re
from typing import Any

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

rich_utils.OPTIONS_PANEL_TITLE = "指定"
rich_utils.ARGUMENTS_PANEL_TITLE = "書くもの"
rich_utils.COMMANDS_PANEL_TITLE = "命令"
rich_utils.DEFAULT_STRING = "［なければ {}］"
rich_utils.REQUIRED_LONG_STRING = "［必ず］"

_as_rich_text: Any = rich_utils._make_rich_text


def _going_on(**given: Any) -> Any:
    """An explanation that goes on in the next line: Rich ends a word that is too long for its column with 「…」, and a sentence
    without spaces is one word to it."""
    explanation = _as_rich_text(**given)
    explanation.overflow = "fold"
    return explanation


rich_utils._make_rich_text = _going_on

# What Typer says in English, by what it means; the groups are put into the sentence.
_SAID: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"No such command '(.+)'\."), "「{}」という命令はありません。"),
    (re.compile(r"Missing command\."), "命令がありません。"),
    (re.compile(r"No such option: (\S+)(?: \(.+\))?"), "「{}」という指定はありません。"),
    (re.compile(r"Got unexpected extra argument\S* \((.+)\)"), "「{}」は余分です。"),
    (
        re.compile(r"Option '(.+?)' requires (?:an argument|\d+ arguments)\."),
        "「{}」に続けて値を書いてください。",
    ),
    (re.compile(r"Option '(.+?)' does not take a value\."), "「{}」に値は付けられません。"),
)
_WRONG_VALUE = re.compile(r"Invalid value for (.+?): (.*)", re.DOTALL)


def usage_problem(error: TyperException) -> str | None:
    """A usage error of Typer's in one Japanese sentence, and where to read how it is written.

    None where the help page has been shown instead, because nothing was typed at all.
    """
    if not error.format_message():
        return None
    return f"{_sentence(error)} {_command_path(error)} --help で書き方を見られます。"


def speak_japanese(app: typer.Typer) -> None:
    """Gives every command of ``app`` a help page in Japanese."""
    app.info.cls = JapaneseGroup
    for command in app.registered_commands:
        command.cls = JapaneseCommand
    for group in app.registered_groups:
        if group.typer_instance is not None:
            speak_japanese(group.typer_instance)


class _Japanese:
    """What commands and groups of them have in common; to be named before Typer's own class."""

    def get_usage(self, ctx: Any) -> str:
        """The line that says how the command is written."""
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage: ", "使い方: ", 1)

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``, explained."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "この説明を示します。"
        return option


class JapaneseCommand(_Japanese, TyperCommand):
    """A command whose help page is in Japanese."""


class JapaneseGroup(_Japanese, TyperGroup):
    """The same for a command that has commands below it."""


def _sentence(error: TyperException) -> str:
    message = error.format_message()
    parameter = getattr(error, "param", None)
    if message.startswith("Missing ") and parameter is not None:
        return f"{_named(parameter)}がありません。"
    if wrong := _WRONG_VALUE.fullmatch(message):
        return f"{_named(parameter) if parameter else wrong[1]}に書かれた値は使えません。"
    for pattern, sentence in _SAID:
        if said := pattern.fullmatch(message):
            return sentence.format(said[1] if pattern.groups else "")
    return message


def _named(parameter: Any) -> str:
    """A parameter as it is written, with its explanation: --port（ポート番号）."""
    written = parameter.opts[0] if parameter.param_type_name == "option" else parameter.name.upper()
    return f"{written}（{parameter.help}）" if getattr(parameter, "help", None) else written


def _command_path(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return context.command_path if context else "reader"
