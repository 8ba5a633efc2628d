"""The script of every page: the framework's names in its language, where focus goes, what can be skipped."""

import json
from functools import cache
from pathlib import Path

import streamlit as st

from rematch.texts import FALLBACK, say
from rematch.ui.shell import state
from rematch.ui.words import t

FOLDER = Path(__file__).parent
TURN = "focus_turn"
FRAMEWORK = (
    "skip",
    "home",
    "pages",
    "sidebar",
    "expand_sidebar",
    "collapse_sidebar",
    "logo",
    "heading",
    "help",
    "help_for",
    "open",
    "close",
    "clear_value",
    "clear_all",
    "remove",
    "selected",
    "choose",
    "choose_many",
    "no_results",
    "select_all",
    "columns",
    "csv",
    "search",
    "close_search",
    "next_result",
    "previous_result",
    "fullscreen",
    "close_fullscreen",
    "column_menu",
    "copy",
    "copied",
    "copy_column",
    "png",
    "upload",
    "uploading",
    "upload_icon",
    "add_files",
    "per_file",
    "error",
    "not_allowed",
    "too_large",
    "outside",
    "below",
    "above",
    "below_number",
    "above_number",
    "enter",
    "enter_form",
    "running",
    "stop",
    "increment",
    "decrement",
    "notifications",
    "main_menu",
    "select_row",
    "choose_date",
    "choose_date_of",
    "selected_date",
    "date_keys",
    "previous_month",
    "next_month",
    "year_of",
    "month_of",
    "day_of",
)
"""What Streamlit 1.67 says in English by itself, as far as these pages show it (`framework.*`)."""
SKIPS = {"session": ("numbers", "view", "why_household")}
"""On a page, the containers that a link at its very beginning leads to (`skip.*`)."""
STEPS = ("undo", "redo")


def script(name: str) -> str:
    """What the page called `name` has run; said again only where something in it is another."""
    key, turn = st.session_state.get(TURN, ("", 0))
    told = {
        "words": {"skips": t("live.skips"), **{step: t(f"live.no_{step}") for step in STEPS}},
        "skips": [
            [part, t("live.skip", where=t(f"skip.{part}"), key=key_number)]
            for key_number, part in enumerate(SKIPS.get(name, ()), start=1)
        ],
    }
    return (
        f"{_once()}Object.assign(window.rematch, {_written(told)});"
        f"window.rematch.speak({_written(_names(state.language()))});"
        f"window.rematch.goTo({_written(name)}, {_written(key)}, {turn});"
    )


def go_to(key: str) -> None:
    """Called in a callback: once the next run is drawn, the container of this key has the focus."""
    st.session_state[TURN] = (key, st.session_state.get(TURN, ("", 0))[1] + 1)


@cache
def _once() -> str:
    return "".join(
        (FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in ("names", "faults", "focus", "page")
    )


@cache
def _names(lang: str) -> list[tuple[str, str]]:
    """Each name in the framework's own English and in this language, its places to fill left open."""
    spoken = FALLBACK[0]
    holes = {name: f"{{{name}}}" for name in ("name", "count", "size", "low", "high", "keys", "of")}
    both = (
        (say(f"framework.{name}", spoken, **holes), say(f"framework.{name}", lang, **holes))
        for name in FRAMEWORK
    )
    return [pair for pair in both if pair[0] != pair[1]]


def _written(value: object) -> str:
    """As JSON that may stand in a script element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
