"""Units alike in everything that matters as one class with a count."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from math import floor, inf
from typing import NamedTuple

from rematch.model import Municipality, OpenTo, ProtectedFor, Unit


class Likeness(NamedTuple):
    """What two units must have in common to be of one class; by the names of `Unit`."""

    type: str
    protected_for: ProtectedFor | None = None
    open_to: OpenTo = OpenTo.ANYONE
    step_free: bool | None = None
    pets: bool | None = None
    beds: int | None = None
    rooms: float | None = None
    free_from: date | None = None
    free_to: date | None = None

    @property
    def protected(self) -> bool:
        """Whether it is kept for people who need protection."""
        return self.protected_for not in (None, ProtectedFor.NONE)

    @property
    def persons(self) -> float:
        """For how many it has beds, inf where that is not known."""
        return inf if self.beds is None else float(self.beds)

    @property
    def beside_type(self) -> str:
        """What is known of it besides its type, as a text that two classes of a place never share."""
        said = {name: value for name, value in self._asdict().items() if name != "type"}
        plain = Likeness(self.type)._asdict()
        return ";".join(f"{name}={value}" for name, value in said.items() if value != plain[name])


def likeness(unit: Unit) -> Likeness:
    """The class a unit belongs to."""
    return Likeness(**{name: getattr(unit, name) for name in Likeness._fields})


def classes_of(town: Municipality, types: tuple[str, ...]) -> dict[Likeness, float]:
    """Units of each class of a municipality's list, by type in this order and the plainest first.

    Each type has a class of which only the type is known, also without any such unit. Whatever a scenario
    says and however the rows stand, the classes and their order are the same.
    """
    found: Counter[Likeness] = Counter()
    for unit in town.units:
        if unit.type in types:
            found[likeness(unit)] += unit.count
    every = {*found, *(Likeness(name) for name in types)}
    ordered = sorted(every, key=lambda one: (types.index(one.type), one != Likeness(one.type), _special(one)))
    return {one: float(found[one]) for one in ordered}


def limited(counts: Mapping[Likeness, float], limits: Mapping[str, float]) -> dict[Likeness, float]:
    """The counts where a coordinator's limit says how many units of a type (by its word) take part.

    Of too many those stay that serve most households; what is more than there is counts as plain.
    """
    left = dict(counts)
    for name, limit in limits.items():
        own = [one for one in counts if one.type == name]
        room = floor(limit) if limit != inf else inf
        for one in sorted(own, key=_serves_few):
            left[one] = min(counts[one], room)
            room -= left[one]
        left[Likeness(name)] += room
    return left


def _special(one: Likeness) -> tuple[object, ...]:
    """What a unit has beside its type, least first; a smaller one is plainer."""
    named = one.protected_for or ProtectedFor.NONE
    kept_for_some = one.protected, one.open_to is not OpenTo.ANYONE
    said = _said(one.step_free), _said(one.pets), one.beds or 0, one.rooms or 0.0
    days = one.free_from or date.min, one.free_to or date.max
    return (*kept_for_some, *said, named, one.open_to, *days, repr(one))


def _serves_few(one: Likeness) -> tuple[object, ...]:
    kept_for_some = one.protected or one.open_to is not OpenTo.ANYONE
    return (kept_for_some, one.step_free is not True, one.pets is not True, -one.persons, _special(one))


def _said(flag: bool | None) -> int:
    """Unknown and no are plainer than yes."""
    return -1 if flag is None else int(flag)
