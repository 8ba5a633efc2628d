"""Starting points for the weights, as data."""

import tomllib
from functools import cache
from typing import Literal

from rematch import DATA_DIR
from rematch.criteria.catalogue import Catalogue, Label
from rematch.model import CriterionId, Frozen
from rematch.scenario import Scenario


class Preset(Frozen):
    """Weights somebody might start from."""

    id: str
    label: Label
    base: Literal["catalogue", "people"]
    groups: dict[str, float] = {}
    weights: dict[CriterionId, float] = {}

    def applied(self, scenario: Scenario, catalogue: Catalogue) -> Scenario:
        """The scenario with these weights, every other decision kept."""
        base = people_only(catalogue) if self.base == "people" else {}
        update = {"weights": {**base, **self.weights}, "groups": dict(self.groups)}
        return scenario.model_copy(update=update)


def people_only(catalogue: Catalogue) -> dict[CriterionId, float]:
    """Equal weights: 1 for what is asked of people, so that their own priorities decide, 0 for towns."""
    return {c.id: float(c.side == "household") for c in catalogue.criteria if c.weighed}


@cache
def presets() -> tuple[Preset, ...]:
    """All presets of `data/presets.toml`."""
    raw = tomllib.loads((DATA_DIR / "presets.toml").read_text(encoding="utf-8"))
    return tuple(Preset.model_validate(entry) for entry in raw["presets"])
