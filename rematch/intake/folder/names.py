"""Municipalities of one name told apart by their Land, or by their AGS where they lie in the same."""

from collections import defaultdict
from collections.abc import Iterable

from rematch.model import Municipality


def told_apart(towns: Iterable[Municipality]) -> list[Municipality]:
    """The same municipalities; those that share a name have their Land, or AGS, in brackets behind it."""
    listed = list(towns)
    sharing: defaultdict[str, dict[str, Municipality]] = defaultdict(dict)
    for town in listed:
        sharing[" ".join(town.name.casefold().split())].setdefault(town.ags, town)
    names = {
        town.ags: f"{town.name} ({_beside(town, alike.values())})"
        for alike in sharing.values()
        for town in alike.values()
        if len(alike) > 1
    }
    return [t.model_copy(update={"name": names[t.ags]}) if t.ags in names else t for t in listed]


def _beside(town: Municipality, alike: Iterable[Municipality]) -> str:
    same = sum(other.state == town.state for other in alike)
    return town.state.removeprefix("DE-") if same == 1 else town.ags
