"""The lines of a plan as plain data, for JSON: coded, without words."""

from rematch.explain import Nowhere, Placement
from rematch.instance.figures import Load

Content = dict[str, object]


def placement_content(line: Placement) -> Content:
    """A household's place, its fit and the parts that add up to it; unplaced: the reasons."""
    why = line.why
    parts = [row.part for row in why.rows] if why else []
    return {
        "household": line.household,
        "persons": line.persons,
        "municipality": line.ags,
        "unit": line.accommodation,
        "served": {served.resource: served.units for served in line.served},
        "fit": why.fit if why else None,
        "fit_people": why.people if why else None,
        "fit_town": why.town if why else None,
        "fit_low": why.low if why else None,
        "fit_high": why.high if why else None,
        "parts": [
            {
                "criterion": part.criterion,
                "side": part.side,
                "score": part.score,
                "unknown": part.unknown,
                "weight": part.weight,
                "part": part.part,
            }
            for part in parts
        ],
        "reasons": _reasons(line.nowhere) if line.nowhere else [],
    }


def _reasons(nowhere: Nowhere) -> list[Content]:
    """Why a household is unplaced; `municipalities` counts those concerned."""
    ruled_out: list[Content] = [
        {"code": code, "criterion": criterion, "municipalities": count}
        for code, criterion, count in nowhere.reasons
    ]
    short: list[Content] = [
        {"code": "full", "resource": resource, "municipalities": count} for resource, count in nowhere.short
    ]
    return [{"code": nowhere.code}, *ruled_out, *short]


def load_content(load: Load) -> Content:
    """What the plan asks of a municipality; a capacity of None is not limited."""
    return {
        "ags": load.ags,
        "name": load.name,
        "households": load.households,
        "persons": load.persons,
        "pledge_min": load.pledge_min,
        "pledge_max": load.pledge_max,
        "resources": [
            {"resource": r.resource, "used": r.used, "wanted": r.wanted, "capacity": r.capacity}
            for r in load.resources
        ],
    }
