"""The plan on a map; a click selects a municipality, a box beside it does the same by keyboard."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from rematch.charts.maps.flat_map import plan_map_flat
from rematch.charts.maps.map import plan_map
from rematch.charts.maps.view import View, view_of
from rematch.charts.rows import Arc, Spot, flow_rows, spot_rows
from rematch.identity import Identity
from rematch.model import Ags, Profiles
from rematch.service.session import PlanReport
from rematch.ui import figures, tables
from rematch.ui.shell import cached, state, theme
from rematch.ui.shell.context import here
from rematch.ui.widgets import show
from rematch.ui.words import number, t

if TYPE_CHECKING:
    import plotly.graph_objects as go

HEIGHT = 430
WIDTH = 640


def panel(report: PlanReport) -> None:
    """Map, its selection box, and the same rows as tables."""
    spots, arcs = _spots(report), _arcs(report)
    _choice(spots)
    view = _view()
    with st.container(key="map"):
        if theme.simple_map():
            _flat(spots, arcs, view)
        else:
            _deck(spots, arcs, view)
    with st.expander(t("map.table"), icon=":material/table:", key="map_table", on_change="rerun") as opened:
        if opened.open:
            _table_and_image(spots, arcs, view)


def _table_and_image(spots: list[Spot], arcs: list[Arc], view: View) -> None:
    """The map's rows; where the map is a drawing, also the simple one, which can be saved as an image."""
    if not theme.simple_map():
        figures.show(_figure(spots, arcs, view), "map_image", alt=t("map.alt"))
    left, right = st.columns(2, gap="large")
    with left:
        tables.show(_shown(spot_rows(spots)), "map-municipalities")
    with right:
        tables.show(_shown(flow_rows(arcs, spots)), "map-ways")


def _spots(report: PlanReport) -> list[Spot]:
    places = report.instance.profiles.municipalities
    loads = {load.ags: load.resources[0] for load in report.loads}
    return [Spot(p.ags, p.name, p.lat, p.lon, loads[p.ags].used, loads[p.ags].capacity) for p in places]


def _arcs(report: PlanReport) -> list[Arc]:
    households = {h.id: h for h in report.instance.profiles.households}
    return [
        Arc(h.id, h.size, h.place, h.lat, h.lon, line.ags)
        for line in report.placements
        if line.ags is not None and (h := households[line.household])
    ]


def _view() -> View:
    return _view_of(here().cohort_data.identity, here().profiles)


@cached.of_people(8)
def _view_of(about: Identity, _profiles: Profiles) -> View:
    homes = [(household.lat, household.lon) for household in _profiles.households]
    points = homes + [(place.lat, place.lon) for place in _profiles.municipalities]
    return view_of(tuple(points), width=WIDTH, height=HEIGHT)


def _choice(spots: list[Spot]) -> None:
    names = {spot.ags: f"{spot.name} · {spot.load}" for spot in spots}
    show("map_choice", state.selected_ags() if state.selected_ags() in names else None)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            t("map.choose"),
            list(names),
            index=None,
            format_func=lambda ags: names[ags],
            placeholder=t("map.choose.none"),
            key="map_choice",
            on_change=lambda: state.select_ags(st.session_state["map_choice"]),
            width=360,
        )
        st.toggle(t("map.simple"), key=theme.SIMPLE, help=t("map.simple.help"), persist_state="session")


def _deck(spots: list[Spot], arcs: list[Arc], view: View) -> None:
    deck = plan_map(spots, arcs, state.selected_ags(), lang=state.language(), theme=theme.name(), view=view)
    st.pydeck_chart(
        deck, height=HEIGHT, key="deck", on_select=_clicked, selection_mode="single-object", alt=t("map.alt")
    )


def _clicked() -> None:
    chosen: Any = st.session_state["deck"]
    rows = [row for layer in chosen.selection.get("objects", {}).values() for row in layer]
    ags = next((_ags_of(row) for row in rows), None)
    state.select_ags(ags)


def _ags_of(row: dict[str, Any]) -> Ags | None:
    found = row.get("ags") or row.get("properties", {}).get("ags")
    return Ags(found) if found else None


def _flat(spots: list[Spot], arcs: list[Arc], view: View) -> None:
    figures.show(
        _figure(spots, arcs, view),
        "flat",
        alt=t("map.alt"),
        on_select=_clicked_flat,
        selection_mode="points",
    )


def _figure(spots: list[Spot], arcs: list[Arc], view: View) -> "go.Figure":
    return plan_map_flat(
        spots, arcs, state.selected_ags(), lang=state.language(), theme=theme.name(), view=view
    )


def _clicked_flat() -> None:
    chosen: Any = st.session_state["flat"]
    points = chosen.selection.get("points", [])
    found = next((point["customdata"] for point in points if point.get("customdata")), None)
    state.select_ags(Ags(str(found[0] if isinstance(found, list) else found)) if found else None)


def _shown(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Numbers as the visitor's language writes them."""
    return [{name: number(v) if isinstance(v, int | float) else v for name, v in row.items()} for row in rows]
