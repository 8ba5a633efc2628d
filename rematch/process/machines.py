"""Small machines as data: from which state which step leads where, who may take it, what it needs and does.

One table each in `data/process`: the same are checked, carried out, drawn and written on the Method page.
"""

import csv
from collections.abc import Iterable
from functools import cache
from typing import Any, Literal, NamedTuple, get_args

from rematch import DATA_DIR
from rematch.model import Frozen, ViewerRole

Machine = Literal["round", "partner", "household", "offer", "relocation", "item"]
MACHINES: tuple[Machine, ...] = get_args(Machine)
Party = Literal["household", "municipality", "office", "unreached", "unanswered"]
"""Who is behind a reason: who refused, or that nobody was reached, or nobody answered."""
Hold = Literal["offered", "accepted", "present"]
"""How an offer in a state holds its place."""
Lane = Literal["household", "office", "municipality"]
"""In whose hands something is."""
NOT_YET = ""
"""The state of what is not there yet."""
FIRST: dict[Machine, str] = {"item": "open"}
"""The state of what is there without a step: what is due is, once there is a day for it."""
_BETWEEN = ";"


class Effect(NamedTuple):
    """What follows from a step: an event of another machine on the same household or offer."""

    machine: Machine
    event: str


class Transition(Frozen):
    """One row: the step `event` from state `start` to state `to`.

    `roles` may take it, nobody where it only follows from others; `needs` names what it waits for
    (`rematch.process.needs`), `parties` those of whose reasons it asks one, none where it asks for no reason.
    """

    machine: Machine
    start: str
    event: str
    to: str
    roles: frozenset[ViewerRole]
    needs: tuple[str, ...]
    parties: tuple[Party, ...]
    effects: tuple[Effect, ...]


class State(Frozen):
    """Where something may stand: whether it holds a place there, has ended, and in whose hands it is."""

    machine: Machine
    name: str
    holds: Hold | None
    ended: bool
    lane: Lane


class StepReason(Frozen):
    """Why a step was taken, from one list: whose reason, for which steps, whether it asks for own words."""

    id: str
    party: Party
    events: frozenset[str]
    words: bool


@cache
def transitions(machine: Machine) -> tuple[Transition, ...]:
    """The machine's rows, in the table's order."""
    return tuple(
        Transition.model_validate(
            {
                "machine": machine,
                "start": row["from"],
                "event": row["event"],
                "to": row["to"],
                "roles": _listed(row["roles"]),
                "needs": _listed(row["needs"]),
                "parties": _listed(row["reasons"]),
                "effects": [one.split(":") for one in _listed(row["effects"])],
            }
        )
        for row in _table(machine)
    )


@cache
def states(machine: str) -> dict[str, State]:
    """The machine's states by name, in the table's order."""
    rows = [row for row in _table("states") if row["machine"] == machine]
    told = [row | {"holds": row["holds"] or None, "ended": bool(row["ended"])} for row in rows]
    return {row["name"]: State.model_validate(row) for row in told}


@cache
def reasons() -> dict[str, StepReason]:
    """Every reason there is, by its id."""
    told = [
        row | {"events": _listed(row["events"]), "words": bool(row["words"])} for row in _table("reasons")
    ]
    return {row["id"]: StepReason.model_validate(row) for row in told}


def reasons_for(step: Transition) -> tuple[StepReason, ...]:
    """The reasons of which a step asks one."""
    named = f"{step.machine}:{step.event}"
    return tuple(one for one in reasons().values() if one.party in step.parties and named in one.events)


def steps_from(machine: Machine, state: str, roles: Iterable[ViewerRole]) -> tuple[Transition, ...]:
    """What may be done by these roles with something in this state, whatever it needs."""
    here = frozenset(roles)
    return tuple(one for one in transitions(machine) if one.start == state and one.roles & here)


def transition(machine: Machine, state: str, event: str) -> Transition | None:
    """The row by which `event` leads on from `state`; None where it does not."""
    found = (one for one in transitions(machine) if (one.start, one.event) == (state, event))
    return next(found, None)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(_BETWEEN)))


def _table(name: str) -> tuple[dict[str, Any], ...]:
    with (DATA_DIR / "process" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
