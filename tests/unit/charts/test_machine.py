"""A machine's drawing has every state and every step of its table."""

import pytest

from rematch.charts.machine import DrawnState, DrawnStep, machine_chart, places_of
from rematch.process.machines import MACHINES, Machine, states, transitions

LANES = {"office": "Büro", "household": "Haushalt", "municipality": "Kommune"}


def drawn(machine: Machine) -> tuple[list[DrawnState], list[DrawnStep]]:
    boxes = [DrawnState(one.name, one.name, one.lane, one.ended) for one in states(machine).values()]
    rows = enumerate(transitions(machine), start=1)
    return boxes, [DrawnStep(row.start, row.to, at, row.event) for at, row in rows]


@pytest.mark.parametrize("machine", MACHINES)
def test_no_state_covers_another_and_every_step_has_its_number(machine: Machine) -> None:
    """Each state has a place of its own; the number of every step that leads elsewhere stands at an arrow."""
    boxes, steps = drawn(machine)
    at = places_of(boxes, steps, list(LANES))
    assert len(set(at.values())) == len(boxes) == len(at)
    figure = machine_chart(boxes, steps, LANES, lang="de")
    numbers = {int(one) for note in figure.layout.annotations for one in _numbers(note.text)}
    assert numbers == {one.number for one in steps if one.start and one.start != one.to}
    words = {note.text.replace("<br>", "") for note in figure.layout.annotations}
    assert {one.label for one in boxes} <= words


def _numbers(text: str) -> list[str]:
    return text.split(", ") if text.replace(", ", "").isdecimal() else []


def test_a_label_of_markup_stays_text() -> None:
    """Words that look like HTML are shown as they are written."""
    figure = machine_chart([DrawnState("a", "<b>x</b>", "office", False)], [], LANES, lang="en")
    assert not [note for note in figure.layout.annotations if "<b>" in note.text]
