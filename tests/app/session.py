"""The session screen as a visitor handles it: by the keys of its widgets, never by words or layout."""

import json
import re
import time
from collections.abc import Mapping
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup

from rematch.planning.report import PlanReport
from rematch.scenario import Scenario
from rematch.ui.working.visit import SEEN, Seen
from tests.app.conftest import go, shown_as, unfold, unfold_group
from tests.app.screen import pieces, raw_pieces

Plan = dict[str, str]
SECONDS = 60


class Session:
    """One visit to the session screen."""

    def __init__(self, at: AppTest) -> None:
        self.at = at

    @property
    def scenario(self) -> Scenario:
        return self.at.session_state[SEEN].scenario

    @scenario.setter
    def scenario(self, scenario: Scenario) -> None:
        """As if the visit had begun with it."""
        self.at.session_state[SEEN] = Seen(scenario)

    @property
    def report(self) -> PlanReport:
        """The plan on screen."""
        report = self.at.session_state["report"]
        assert isinstance(report, PlanReport)
        return report

    @property
    def table(self) -> list[dict[str, Any]]:
        """The rows of the plan's table, none where nothing was found: words, or what is sorted by."""
        return self._cells(0)

    @property
    def written(self) -> list[dict[str, str]]:
        """The same rows as they are read."""
        return self._cells(1)

    def _cells(self, part: int) -> list[dict[str, Any]]:
        found = self._data("plan_table")
        names = [column["id"] for column in found.get("columns", ())]
        return [
            {n: c[part] if isinstance(c, list) else c for n, c in zip(names, row["cells"], strict=True)}
            for row in found.get("rows", ())
        ]

    @property
    def plan(self) -> Plan:
        """Household to the name of its municipality, as the table shows it."""
        return {row["household"]: row["municipality"] for row in self.table}

    @property
    def words(self) -> str:
        """Everything that is written on the page outside of tables; what is bold there is bold here."""
        marked = [element.value for element in [*self.at.markdown, *self.at.get("badge")]]
        return " ".join([*marked, *pieces(self.at)])

    @property
    def figures(self) -> dict[str, tuple[str, str]]:
        """The five numbers by name, each with what stands below it: its change, or a note."""
        (shown,) = [html for html in raw_pieces(self.at) if "data-figure" in html]
        found = re.findall(
            r'data-figure="(\w+)".*?class="value">(.*?)</dd><dd class="change(.*?)">(.*?)<', shown
        )
        return {name: (value, f"{way.strip()} {words}".strip()) for name, value, way, words in found}

    def shown(self, criterion: str) -> tuple[float, str]:
        """What slider and box of a criterion show."""
        self.open(criterion)
        return (
            self.at.slider(key=shown_as(self.at, f"slide_w_{criterion}")).value,
            self.at.text_input(key=f"type_w_{criterion}").placeholder,
        )

    def open(self, criterion: str) -> None:
        """Open the group a criterion is in: what is closed is not drawn."""
        unfold_group(self.at, criterion)

    def slide(self, criterion: str, weight: float) -> None:
        self.open(criterion)
        self.at.slider(key=shown_as(self.at, f"slide_w_{criterion}")).set_value(weight)
        self.run()

    @property
    def groups(self) -> dict[str, dict[str, Any]]:
        """The groups' sliders by group: name, weight and the words beside it."""
        return {one["id"]: one for one in self._data("group_weights")["groups"]}

    def slide_groups(self, **weights: float) -> None:
        """Move groups' sliders as a browser does: presses one after the other, told together."""
        self._wish("group_weights", weights)

    def read_on(self) -> None:
        """Look at what stands to the right in the plan's table: reasons are filled in once they are seen."""
        self._tell("plan_table", {"near": True})

    def _wish(self, key: str, values: Mapping[str, object]) -> None:
        """Presses on a piece of our own, told together as a browser does."""
        pressed = enumerate(values.items(), start=self._data(key)["heard"] + 1)
        self._tell(key, {"wish": {name: [value, press] for press, (name, value) in pressed}})

    def _tell(self, key: str, state: Mapping[str, object]) -> None:
        states = self.at._tree.get_widget_states()
        told = states.widgets.add()
        told.id = next(one.proto.id for one in self.at.get("bidi_component") if one.key == key)
        told.json_value = json.dumps(state)
        self.at._run(states)
        assert not self.at.exception

    def _data(self, key: str) -> dict[str, Any]:
        """What a piece of our own was given; nothing where it is not drawn."""
        drawn = (one for one in self.at.get("bidi_component") if one.key == key)
        return next((json.loads(one.proto.json) for one in drawn), {})

    def press(self, key: str) -> None:
        self.at.button(key=key).click()
        self.run()

    def choose(self, key: str, value: object) -> None:
        self.at.selectbox(key=shown_as(self.at, key)).set_value(value)
        self.run()

    def preset(self, name: str) -> None:
        """Take a starting point."""
        self.unfold("preset_effects")
        self.choose("preset", name)

    def narrow(self, key: str, value: object) -> None:
        """Search or filter the plan's table."""
        self.unfold("plan_narrow")
        found = self.at.text_input if key == "plan_search" else self.at.selectbox
        found(key=key).set_value(value)
        self.run()

    def look_at(self, ags: str) -> None:
        """Choose a municipality, as a click on the map does."""
        self.at.session_state["ags"] = ags
        self.run()

    def unfold(self, key: str) -> None:
        """Open what is closed: until then it is not drawn."""
        unfold(self.at, key)

    def view(self, name: str) -> None:
        group = next(element for element in self.at if isinstance(element, ButtonGroup))
        group.set_value(name)
        self.run()

    def part(self, name: str) -> None:
        """The part of the explanation to look at."""
        self.at.segmented_control(key="why_part").set_value(name)
        self.run()

    def tick(self, *households: str) -> None:
        """Tick these rows of the plan's table and untick the others, in the order of the table."""
        ticked = self.ticked
        pressed = {row: row in households for row in self.plan if (row in ticked) != (row in households)}
        if pressed:
            self._wish("plan_table", pressed)

    @property
    def ticked(self) -> set[str]:
        """Who has a tick in the plan's table, of those it shows."""
        return set(self._data("plan_table").get("ticked", ())) & set(self.plan)

    def upload(self, content: bytes) -> None:
        self.at.file_uploader(key="load_scenario").upload("scenario.json", content)
        self.run()

    def go(self, page: str) -> None:
        go(self.at, page)
        assert not self.at.exception

    def awaited(self, name: str) -> None:
        """Look, as a browser does, until the work beside the screen is done."""
        until = time.monotonic() + SECONDS
        while self.at.session_state[f"work_{name}"][1].running:
            assert time.monotonic() < until, "it never ended"
            time.sleep(0.02)
        self.run()

    def asked(self, name: str) -> None:
        """Press the button that asks for an answer, and wait for it."""
        self.press(f"ask_{name}")
        self.awaited(name)

    def run(self) -> None:
        self.at.run()
        assert not self.at.exception
