"""Plans side by side: key figures, who gains and who loses, what a floor costs."""

from rematch.insight.comparison import (
    FLOORS,
    FLOORS_LARGE,
    MARGIN,
    Contender,
    Differences,
    FloorPoint,
    KeyFigures,
    Kind,
    baseline_contenders,
    differences,
    floor_curve,
    key_figures,
    of_report,
    people_scenario,
    planned,
)

__all__ = [
    "FLOORS",
    "FLOORS_LARGE",
    "MARGIN",
    "Contender",
    "Differences",
    "FloorPoint",
    "KeyFigures",
    "Kind",
    "baseline_contenders",
    "differences",
    "floor_curve",
    "key_figures",
    "of_report",
    "people_scenario",
    "planned",
]
