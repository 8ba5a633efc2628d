"""Hands for tables to write in: what stands in their cells, and what a browser sends of what is written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from streamlit.testing.v1 import AppTest

from rematch.ui.components.written_table import ADD, GONE


@dataclass(frozen=True)
class WrittenTable:
    """One table of the page, by the beginning of its key."""

    at: AppTest
    key: str

    @property
    def data(self) -> dict[str, Any]:
        """What the browser was given."""
        found: dict[str, Any] = json.loads(self._piece.proto.json)
        return found

    @property
    def there(self) -> bool:
        """Whether the page has it."""
        return any(self._is(one) for one in self.at.get("bidi_component"))

    @property
    def columns(self) -> list[str]:
        """Its columns by their ids."""
        return [column["id"] for column in self.data["columns"]]

    @property
    def rows(self) -> dict[str, dict[str, Any]]:
        """The cells by row and column."""
        return {one["key"]: dict(zip(self.columns, one["cells"], strict=True)) for one in self.data["rows"]}

    @property
    def faults(self) -> dict[tuple[str, str], str]:
        """What is wrong with a cell, by row and column."""
        pairs = {tuple(name.rsplit("\n", 1)): words for name, words in self.data["faults"].items()}
        return {(row, column): words for (row, column), words in pairs.items()}

    def choices(self, column: str) -> dict[str, str]:
        """The words of what may be chosen, by their codes."""
        return dict(next(one["options"] for one in self.data["columns"] if one["id"] == column))

    def write(self, cells: Mapping[tuple[str, str], object]) -> AppTest:
        """Write into cells, one after the other, told together as a browser does."""
        pressed = enumerate(cells.items(), start=self.data["heard"] + 1)
        wish = {f"{row}\n{column}": [value, press] for press, ((row, column), value) in pressed}
        states = self.at._tree.get_widget_states()
        told = states.widgets.add()
        told.id = self._piece.proto.id
        told.json_value = json.dumps({"wish": wish})
        self.at._run(states)
        assert not self.at.exception
        return self.at

    def add(self, **cells: object) -> str:
        """One more row, then what is written in it; its key."""
        before = set(self.rows)
        self.write({ADD: True})
        (new,) = set(self.rows) - before
        self.write({(new, column): value for column, value in cells.items()})
        return new

    def take_out(self, row: str) -> AppTest:
        return self.write({(row, GONE): True})

    @property
    def _piece(self) -> Any:
        return next(one for one in self.at.get("bidi_component") if self._is(one))

    def _is(self, piece: Any) -> bool:
        return (piece.key or "").startswith(self.key) and '"faults"' in piece.proto.json
