"""A plan as a file of the coordinators' own: what was decided and why, and what came of it."""

import json
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

from rematch.canonical import canonical
from rematch.explain import Placement
from rematch.instance import MatchingInstance
from rematch.instance.figures import Load
from rematch.report.files.plan_content import Content, load_content, placement_content

FORMAT = "rematch-plan"


def plan_json(
    instance: MatchingInstance,
    lines: Iterable[Placement],
    loads: Iterable[Load],
    decided: Iterable[Content],
    beside: Mapping[str, object],
) -> bytes:
    """The plan with its scenario, which can be put in force again, and every decision with its reason.

    `decided` are the decisions as plain data; `beside` what else is known of it (run, proof, release). It
    names households, and reasons may name them, too: nothing of it is for municipalities.
    """
    cohort = instance.profiles.cohort
    content: Content = {
        "format": FORMAT,
        "cohort": cohort.id,
        "invented": cohort.invented,
        **beside,
        "scenario": canonical(instance.scenario),
        "decisions": list(decided),
        "assignments": [placement_content(line) for line in lines],
        "municipalities": [load_content(load) for load in loads],
    }
    return (json.dumps(_finite(content), ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def _finite(value: Any) -> Any:
    """JSON has no words for infinity and NaN: null."""
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _finite(entry) for key, entry in value.items()}
    return [_finite(entry) for entry in value] if isinstance(value, list | tuple) else value
