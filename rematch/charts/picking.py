"""Which municipality a click on either map meant."""

from collections.abc import Mapping
from typing import Any

from rematch.model import Ags


def picked(selection: Mapping[str, Any] | None) -> Ags | None:
    """The AGS behind a map's selection, from a circle or from an arc; None where nothing is selected.

    `selection` is what `st.pydeck_chart` (indices, objects by layer) or `st.plotly_chart` (points) returns.
    """
    if not selection:
        return None
    objects = selection.get("objects") or {}
    for circle in objects.get("municipalities", ()):
        return Ags(circle["properties"]["ags"])
    for arc in objects.get("arcs", ()):
        return Ags(arc["ags"])
    for dot in selection.get("points") or ():
        if data := dot.get("customdata"):
            return Ags(str(data[0]))
    return None
