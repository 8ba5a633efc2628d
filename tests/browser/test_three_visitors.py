"""Three coordinators for ten minutes, with reloads and kills of the server: nothing wrong, nothing lost."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Browser, Locator, expect

from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.scenario import Pin, Scenario
from rematch.store import Store
from rematch.texts import percent, say
from tests import demo
from tests.browser.conftest import LOCALE
from tests.browser.server import Server
from tests.browser.session import Session
from tests.browser.visit import Visit

MINUTES = 10
KILLS = 4
ACTS = ("move", "move", "move", "pin", "undo", "undo", "redo", "reload")
GROUPS = [group.id for group in demo.catalogue().groups]
STEP, MIDDLE = 0.1, 1.0


def best(scenario: Scenario) -> PlanReport:
    """The best plan of a scenario, solved with nothing known before."""
    return _best(scenario.to_json())


@lru_cache(maxsize=500)
def _best(scenario: str) -> PlanReport:
    return replan(demo.known(), Scenario.from_json(scenario))


@dataclass
class Coordinator:
    """What one visitor has decided so far, beside the screen that has to say the same."""

    session: Session
    scenario: Scenario = field(default_factory=Scenario)
    past: list[Scenario] = field(default_factory=list)
    future: list[Scenario] = field(default_factory=list)
    last_group: str = ""

    def act(self, kind: str, draw: random.Random) -> None:
        """One thing that coordinators do; what cannot be done now is left."""
        getattr(self, f"_{kind}")(draw)

    def agrees(self) -> None:
        """The screen shows the best plan of what was decided, and every decision once it has settled."""
        figures, report = self.session.figures, best(self.scenario)
        expect(figures.nth(1)).to_have_text(percent(report.figures.mean_fit, "de", 1))
        everybody = {"part": report.figures.persons_placed, "whole": report.figures.persons}
        expect(figures.nth(0)).to_have_text(say("figure.of", "de", **everybody))
        self.session.visit.settle()
        expect(self.session.at("proof")).to_contain_text(say("proof.optimal", "de"))
        for group in GROUPS:
            expect(self._slider(group)).to_have_value(f"{self.scenario.groups.get(group, MIDDLE):g}")

    def pins_are_listed(self) -> None:
        """The list of what is in force names every household that is pinned, and no other."""
        if self.scenario == Scenario():
            return
        listed = self.session.in_force()
        everybody = {line.household for line in demo.cold().placements}
        assert {one for one in everybody if one in listed} == {pin.household for pin in self.scenario.pins}

    def _move(self, draw: random.Random) -> None:
        group = draw.choice([one for one in GROUPS if one != self.last_group])
        before = self.scenario.groups.get(group, MIDDLE)
        presses, up = draw.randint(1, 4), draw.random() < (0.8 if before < MIDDLE else 0.2)
        slider = self._slider(group)
        slider.focus()
        for _ in range(presses):
            slider.press("ArrowRight" if up else "ArrowLeft")
        weight = round(before + (STEP if up else -STEP) * presses, 1)
        groups = {**self.scenario.groups, group: weight}
        if weight == MIDDLE:
            del groups[group]
        self._decided(self.scenario.model_copy(update={"groups": groups}))
        self.last_group = group

    def _pin(self, draw: random.Random) -> None:
        pinned = {pin.household for pin in self.scenario.pins}
        free = [line for line in best(self.scenario).placements if line.household not in pinned and line.ags]
        line = draw.choice(free)
        self.session.explain(line.household)
        button = self.session.at("do_pin").locator("button").first
        expect(button).to_contain_text(line.household)
        button.click()
        pin = Pin(household=line.household, ags=line.ags)
        self._decided(self.scenario.model_copy(update={"pins": (*self.scenario.pins, pin)}))

    def _undo(self, draw: random.Random) -> None:
        if self.past:
            self.future.append(self.scenario)
            self.scenario = self.past.pop()
            self._press("undo")

    def _redo(self, draw: random.Random) -> None:
        if self.future:
            self.past.append(self.scenario)
            self.scenario = self.future.pop()
            self._press("redo")

    def _reload(self, draw: random.Random) -> None:
        self.session.page.reload()
        self.session.visit.settle()

    def _press(self, key: str) -> None:
        self.session.at(key).locator("button").first.click()
        self.last_group = ""

    def _decided(self, scenario: Scenario) -> None:
        if scenario != self.scenario:
            self.past.append(self.scenario)
            self.future.clear()
            self.scenario, self.last_group = scenario, ""

    def _slider(self, group: str) -> Locator:
        return self.session.at("group_weights").locator(f"input[data-group={group}]")


@pytest.fixture
def coordinators(browser: Browser, own_server: Server) -> Iterator[list[Coordinator]]:
    """Three browsers, each with a working session of its own."""
    contexts = [browser.new_context(locale=LOCALE["de"]) for _ in range(3)]
    yield [Coordinator(Session(Visit.begin(context, own_server).open("session"))) for context in contexts]
    for context in contexts:
        context.close()


@pytest.mark.soak
def test_every_plan_shown_is_the_best_and_nothing_is_lost(
    coordinators: list[Coordinator], own_server: Server, tmp_path: Path
) -> None:
    """All three act before anybody looks; every plan shown and every run recorded equals a cold solve."""
    draw, began = random.Random(1), monotonic()
    for kill in range(1, KILLS + 1):
        while monotonic() - began < MINUTES * 60 * kill / KILLS:
            for one in coordinators:
                one.act(draw.choice(ACTS), draw)
            for one in coordinators:
                one.agrees()
        own_server.killed_and_started_again()
        for one in coordinators:
            one.act("reload", draw)
            one.agrees()
            one.pins_are_listed()
    own_server.stop()
    with Store.open(tmp_path / "rematch.duckdb") as store:
        recorded = [store.run(run.run_id) for run in store.runs(demo.profiles().cohort.id)]
        assert store.verify_journal() is None
    assert len({run.scenario_fingerprint for run in recorded}) > len(coordinators)
    for run in recorded:
        cold = best(run.scenario)
        assert run.persons_placed == cold.figures.persons_placed, run.scenario
        assert run.objective == pytest.approx(cold.solution.objective, abs=1e-6), run.scenario
