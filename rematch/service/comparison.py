"""Plans side by side: key figures, who gains and who loses, what a floor costs."""

from rematch.insight.comparison import (
    FLOORS,
    FLOORS_LARGE,
    MARGIN,
    PRIORITY,
    Contender,
    Differences,
    FloorPoint,
    KeyFigures,
    Kind,
    baseline_contenders,
    by_priority,
    differences,
    floor_curve,
    key_figures,
    of_report,
    people_scenario,
    planned,
)
from rematch.rights import COORDINATION, open_to

__all__ = [
    "FLOORS",
    "FLOORS_LARGE",
    "MARGIN",
    "PRIORITY",
    "Contender",
    "Differences",
    "FloorPoint",
    "KeyFigures",
    "Kind",
    "baseline_contenders",
    "by_priority",
    "differences",
    "floor_curve",
    "key_figures",
    "of_report",
    "people_scenario",
    "planned",
]

open_to(
    globals(),
    {
        COORDINATION: (
            baseline_contenders,
            by_priority,
            differences,
            floor_curve,
            key_figures,
            of_report,
            people_scenario,
            planned,
        ),
    },
)
