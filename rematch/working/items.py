"""What a scenario decides, item by item, and decisions carried over from one scenario to another."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rematch.model import Ags, ResourceId
from rematch.scenario import Pin, Policy, Scenario, Veto

Key = tuple[str, ...]
"""The part of the scenario an item stands in, then what it is about: ("pins", "H001")."""
Changes = Mapping[Key, Any]
"""New values by key; None takes the item out."""

Put = Callable[[Any, Changes], Any]
"""Makes the new part of a scenario of the present one and its own changes."""

SEVERAL, NOTHING = "several", "nothing"


def items(scenario: Scenario) -> dict[Key, Any]:
    """Everything that departs from an empty scenario, each value with no more in it than one item's own."""
    found: dict[Key, Any] = {}
    for part in ("weights", "groups", "switches", "pledges"):
        found |= {(part, name): value for name, value in getattr(scenario, part).items()}
    found |= {("pins", pin.household): pin for pin in scenario.pins}
    found |= {("vetoes", veto.household, veto.ags): veto for veto in scenario.vetoes}
    found |= {("apart", *pair): True for pair in scenario.apart}
    found |= {("not_this_round", household): True for household in scenario.not_this_round}
    found |= {("closed", ags): True for ags in scenario.closed}
    for ags, units in scenario.limits.items():
        found |= {("limits", ags, resource): most for resource, most in units.items()}
    usual = Policy()
    for field in Policy.model_fields:
        if (value := getattr(scenario.policy, field)) != getattr(usual, field):
            found["policy", field] = value
    if scenario.seed:
        found["seed",] = scenario.seed
    if scenario.held is not None:
        found["held",] = scenario.held
    return found


def changes(before: Scenario, after: Scenario) -> dict[Key, Any]:
    """What makes `after` of `before`: new values by key, None where an item is gone."""
    old, new = items(before), items(after)
    return {key: new.get(key) for key in (*old, *new) if old.get(key) != new.get(key)}


def kind_of(before: Scenario, after: Scenario) -> str:
    """The one part of the scenario that differs; weights and groups are one."""
    parts = {"weights" if key[0] == "groups" else key[0] for key in changes(before, after)}
    return NOTHING if not parts else parts.pop() if len(parts) == 1 else SEVERAL


def with_changes(scenario: Scenario, changed: Changes) -> Scenario:
    """The scenario with these items put in, or taken out, and all others as they are."""
    update: dict[str, Any] = {}
    for part in dict.fromkeys(key[0] for key in changed):
        own = {key[1:]: value for key, value in changed.items() if key[0] == part}
        put: Put = _PUT.get(part, _mapping)
        update[part] = put(getattr(scenario, part), own)
    return scenario.model_copy(update=update)


def carried(before: Scenario, after: Scenario, onto: Scenario) -> tuple[Scenario, frozenset[Key]]:
    """The step from `before` to `after` done on a scenario that others may have changed since.

    An item somebody else changed otherwise keeps their value; its key is among those handed out.
    """
    if onto == before:
        return after, frozenset()
    old, now = items(before), items(onto)
    wished = changes(before, after)
    free = {key: value for key, value in wished.items() if now.get(key) == old.get(key)}
    overtaken = frozenset(k for k, value in wished.items() if k not in free and now.get(k) != value)
    return with_changes(onto, free), overtaken


def _mapping(present: Mapping[str, Any], changed: Changes) -> dict[str, Any]:
    kept = {name: value for name, value in present.items() if (name,) not in changed}
    return kept | {name: value for (name,), value in changed.items() if value is not None}


def _pins(present: Iterable[Pin], changed: Changes) -> tuple[Pin, ...]:
    kept = (pin for pin in present if (pin.household,) not in changed)
    return (*kept, *(pin for pin in changed.values() if pin is not None))


def _vetoes(present: Iterable[Veto], changed: Changes) -> tuple[Veto, ...]:
    kept = (veto for veto in present if (veto.household, veto.ags) not in changed)
    return (*kept, *(veto for veto in changed.values() if veto is not None))


def _pairs(present: Iterable[tuple[str, ...]], changed: Changes) -> tuple[tuple[str, ...], ...]:
    kept = (pair for pair in present if tuple(pair) not in changed)
    return (*kept, *(key for key, value in changed.items() if value))


def _names(present: Iterable[str], changed: Changes) -> tuple[str, ...]:
    return tuple(name for (name,) in _pairs(((one,) for one in present), changed))


def _limits(
    present: Mapping[Ags, Mapping[ResourceId, float]], changed: Changes
) -> dict[Ags, dict[ResourceId, float]]:
    flat = {(ags, resource): most for ags, units in present.items() for resource, most in units.items()}
    flat |= {(Ags(ags), ResourceId(resource)): most for (ags, resource), most in changed.items()}
    new: dict[Ags, dict[ResourceId, float]] = {}
    for (ags, resource), most in flat.items():
        if most is not None:
            new.setdefault(ags, {})[resource] = most
    return new


def _policy(present: Policy, changed: Changes) -> Policy:
    usual = Policy()
    new = {field: getattr(usual, field) if value is None else value for (field,), value in changed.items()}
    return present.model_copy(update=new)


_PUT: dict[str, Put] = {
    "pins": _pins,
    "vetoes": _vetoes,
    "apart": _pairs,
    "not_this_round": _names,
    "closed": lambda present, changed: tuple(sorted(_names(present, changed))),
    "limits": _limits,
    "policy": _policy,
    "seed": lambda _, changed: changed[()] or 0,
    "held": lambda _, changed: changed[()],
}
"""How each part of a scenario takes changes; the others are plain mappings."""
