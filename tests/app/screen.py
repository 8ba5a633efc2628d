"""Everything that is written on a screen: labels, helps, sentences, tables and charts."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

WRITTEN = {"body", "label", "help", "alt", "placeholder", "options", "content", "delta"}
"""Fields of an element that are read by people; the others are ids, icons and settings."""

SILENT = {"Html", "Latex", "Code"}
"""Scripts and styles, formulas, commands."""

LETTERS = {
    "words",
    "legend",
    "alt",
    "text",
    "name",
    "hovertext",
    "ticktext",
    "label",
    "title",
    "detail",
    "html",
    "annotation",
}
"""The same of a chart's description."""


def written(at: AppTest) -> Iterator[str]:
    """Every such string, in the order of the page."""
    for node in nodes(at):
        proto = getattr(node, "proto", None)
        if proto is None or type(node).__name__ in SILENT:
            continue
        yield from _of_message(proto)
        if type(node).__name__ == "Dataframe":
            yield from _of_table(node)
        if getattr(node, "type", "") == "bidi_component":
            said = json.loads(proto.json)
            yield from _of_json(said, drawn=False)
            yield from _of_true_table(said)
    yield from pieces(at)


def raw_pieces(at: AppTest) -> list[str]:
    """The page's pieces of HTML, scripts and styles apart, in components of our own too."""
    found = [node.proto.body for node in at.get("html")]
    found += [json.loads(node.proto.json).get("html", "") for node in at.get("bidi_component")]
    return [html for html in found if html and not html.startswith(("<script", "<style"))]


def pieces(at: AppTest) -> list[str]:
    """The same as words: what is bold or slanted there has the signs that a text of the catalogue has."""
    marked = [re.sub("</?em>", "*", re.sub("</?strong>", "**", html)) for html in raw_pieces(at)]
    bare = [re.sub(r"</?(button|span)[^>]*>", "", html.replace("><button", "> <button")) for html in marked]
    return [unescape(re.sub(r"<[^>]*>", " ", html)) for html in bare]


def refused(at: AppTest) -> dict[str, str]:
    """What stands below fields whose content is refused, by the field."""
    found = (
        re.match(r'<p class="field-fault" .*data-field="([^"]+)".*>(.+)</p>$', one) for one in raw_pieces(at)
    )
    return {one[1]: unescape(one[2]) for one in found if one}


def heard(at: AppTest) -> str:
    """What the live region said last."""
    (region,) = [one for one in at.get("bidi_component") if one.key == "live"]
    return str(json.loads(region.proto.json)["words"])


def keys(at: AppTest) -> set[str]:
    """The keys of all folded parts of the page."""
    protos = [getattr(node, "proto", None) for node in nodes(at)]
    folding = [
        inner for proto in protos for inner in (proto, getattr(proto, "popover", None)) if _folds(inner)
    ]
    return {inner.id.split("-", 2)[2] for inner in folding}


def nodes(at: AppTest) -> Iterator[Any]:
    """Every element and block of the page."""
    waiting = [at._tree]
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting[:0] = getattr(node, "children", {}).values()


def _folds(proto: Any) -> bool:
    return type(proto).__name__ in ("Expandable", "Popover") and bool(proto.id)


def _of_message(message: Any) -> Iterator[str]:
    for field, value in message.ListFields():
        values = list(value) if field.is_repeated else [value]
        if field.type == field.TYPE_MESSAGE:
            for inner in values:
                yield from _of_message(inner) if hasattr(inner, "ListFields") else ()
        elif field.name in WRITTEN:
            yield from (text for text in values if isinstance(text, str))
        elif field.name in ("spec", "json", "tooltip") and value:
            yield from _of_json(json.loads(value), drawn=False)


def _of_json(value: Any, *, drawn: bool) -> Iterator[str]:
    if isinstance(value, dict):
        unnamed = "name" in value and value.get("showlegend") is not True
        for name, inner in value.items():
            yield from _of_json(inner, drawn=name in LETTERS and not (name == "name" and unnamed))
    elif isinstance(value, list):
        for inner in value:
            yield from _of_json(inner, drawn=drawn)
    elif isinstance(value, str) and drawn:
        yield value


def _of_table(table: Any) -> Iterator[str]:
    """Headings as they are shown, and cells of words."""
    configured = json.loads(table.proto.columns or "{}")
    shown = [name for name in table.value.columns if not configured.get(str(name), {}).get("hidden")]
    for name in shown:
        column = configured.get(str(name)) or {}
        yield str(column.get("label") or name)
        chosen = {one["value"]: one.get("label") for one in _options(column) if isinstance(one, dict)}
        yield from (chosen.get(cell) or cell for cell in table.value[name] if isinstance(cell, str))


def _of_true_table(said: dict[str, Any]) -> Iterator[str]:
    """Caption, headings, choices, and cells of words of a table of our own; of another piece nothing."""
    if "caption" not in said:
        return
    columns = said["columns"]
    yield said["caption"]
    yield from (words for column in columns for words in (column["name"], column["help"]))
    yield from (words for column in columns for _, words in column.get("options", ()))
    yield from said.get("faults", {}).values()
    for row in said["rows"]:
        for column, cell in zip(columns, row["cells"], strict=True):
            told = cell[1] if isinstance(cell, list) and column["kind"] not in ("several",) else cell
            if isinstance(told, str) and column["kind"] != "choice":
                yield told


def _options(column: dict[str, Any]) -> list[Any]:
    return list((column.get("type_config") or {}).get("options") or [])
