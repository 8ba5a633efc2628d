"""A catalogue as TOML: the text it came from with the differences written in, comments and order kept."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit.items import InlineTable, Table

from rematch.criteria.catalogue import Catalogue

BLOCK = re.compile(r"^(?=[ \t]*\[\[[ \t]*\w+[ \t]*\]\][ \t]*(?:#.*)?$)", re.MULTILINE)
"""Where an entry begins; fields and criteria stand mixed, so each entry is written by itself."""

Entry = dict[str, Any]
Key = tuple[str, str]


@dataclass(frozen=True)
class Written:
    """A catalogue's file; `kept` says whether comments and order of the earlier one are in it."""

    text: str
    kept: bool


def as_toml(catalogue: Catalogue, text: str = "") -> Written:
    """The catalogue written into `text`, an earlier one's file, so that a comparison shows what changed.

    A text in another form than one `[[section]]` after the other is not kept but written anew.
    """
    try:
        written = _written(catalogue, text)
        if tomllib.loads(written) == catalogue.model_dump(mode="json", exclude_unset=True):
            return Written(written, kept=True)
    except (ValueError, KeyError):
        pass
    return Written(_written(catalogue, "").lstrip(), kept=False)


def _written(catalogue: Catalogue, text: str) -> str:
    wanted = _by_key(catalogue)
    head, *blocks = BLOCK.split(text)
    written = [head]
    for block in blocks:
        section, entry = _read(block)
        now = wanted.pop((section, entry["id"]), None)
        if now is not None:
            written.append(block if entry == now else _updated(block, section, now))
    return "".join(written).rstrip() + "\n" + "".join(_new(*key, entry) for key, entry in wanted.items())


def _by_key(catalogue: Catalogue) -> dict[Key, Entry]:
    tables = catalogue.model_dump(mode="json", exclude_unset=True)
    return {(section, entry["id"]): entry for section, entries in tables.items() for entry in entries}


def _read(block: str) -> tuple[str, Entry]:
    [(section, [entry])] = tomllib.loads(block).items()
    return section, entry


def _updated(block: str, section: str, wanted: Entry) -> str:
    """Only what differs is written, so that everything else keeps its form."""
    document = tomlkit.parse(block)
    table: Table = document[section][0]
    plain = table.unwrap()
    for key in plain.keys() - wanted.keys():
        del table[key]
    for key, value in wanted.items():
        if plain.get(key) != value:
            table[key] = _value(value)
    return tomlkit.dumps(document)


def _new(section: str, _: str, entry: Entry) -> str:
    table = tomlkit.table()
    for key, value in entry.items():
        table.add(key, _value(value))
    return f"\n[[{section}]]\n{table.as_string()}"


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        inline: InlineTable = tomlkit.inline_table()
        for key, inner in value.items():
            inline[key] = _value(inner)
        return inline
    if isinstance(value, list):
        array = tomlkit.array()
        array.extend(_value(inner) for inner in value)
        return array
    return int(value) if isinstance(value, float) and value.is_integer() else value
