"""Two cities and four households for the figures' tests."""

from typing import Any

from rematch.charts.rows import Arc, Spot
from rematch.model import Ags, HouseholdId

HOSTILE = "<img src=x onerror=alert(1)>"
KIEL, MUNICH = Ags("01002000"), Ags("09162000")


def spot(ags: Ags = KIEL, **named: Any) -> Spot:
    return Spot(
        **{"ags": ags, "name": "Kiel", "lat": 54.32, "lon": 10.14, "used": 12, "capacity": 15, **named}
    )


def cities() -> list[Spot]:
    return [
        spot(MUNICH, name="München", lat=48.14, lon=11.58, used=5, capacity=5),
        spot(KIEL),
    ]


def arc(household: str = "h1", ags: Ags = KIEL, **named: Any) -> Arc:
    defaults = {"persons": 2, "place": "Łódź", "lat": 51.76, "lon": 19.46}
    return Arc(household=HouseholdId(household), ags=ags, **{**defaults, **named})


def ways() -> list[Arc]:
    return [
        arc("h1", persons=2),
        arc("h2", persons=4),
        arc("h3", MUNICH, persons=1),
        arc("h4", MUNICH, persons=3, place="Kraków", lat=50.06, lon=19.94),
    ]
