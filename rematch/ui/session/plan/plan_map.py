"""The plan on a map: drawn in the browser, where mouse and keys select a municipality; in WebGL on demand."""

from typing import Any

import streamlit as st

from rematch.charts.maps.drawing import drawing
from rematch.charts.maps.flat_map import plan_map_flat
from rematch.charts.maps.map import plan_map
from rematch.charts.maps.view import View, fitted
from rematch.charts.rows import Arc, Origin, Row, Spot, flow_rows, homes, spot_rows
from rematch.identity import Identity
from rematch.model import Ags, Profiles
from rematch.service.session import PlanReport
from rematch.ui import figures, looked_at, tables
from rematch.ui.components import drawn_map
from rematch.ui.shell import cached, state, theme
from rematch.ui.shell.context import here
from rematch.ui.words import number, t

KEY = "plan_map"
HEIGHT = 450
WIDTHS = (400, 660)
"""Pixels; between these the width follows from where people and places are."""


def panel(report: PlanReport) -> None:
    """The map, and on demand the same rows as tables, an image, and the map in WebGL."""
    spots, arcs = _spots(report), _arcs(report)
    view, result = _view_of(here().cohort_data.identity, here().profiles), _result(report, spots)
    with st.container(key="map"):
        if theme.webgl_map():
            _choice(spots)
            _deck(spots, arcs, view, result)
        else:
            drawn_map.show(_drawn(report, spots, arcs), KEY, state.select_ags)
    with st.expander(t("map.table"), icon=":material/table:", key="map_table", on_change="rerun") as opened:
        if opened.open:
            _beside(spots, arcs, view, result)


def pieces(report: PlanReport) -> dict[str, object]:
    """The map as it is drawn, by its key; none where it is the one in WebGL."""
    return {} if theme.webgl_map() else {KEY: _drawn(report, _spots(report), _arcs(report))}


def _drawn(report: PlanReport, spots: list[Spot], arcs: list[Arc]) -> Row:
    about, profiles = here().cohort_data.identity, here().profiles
    return drawn_map.drawn(
        drawing(
            spots,
            arcs,
            _homes_of(about, profiles),
            state.selected_ags(),
            lang=state.language(),
            theme=theme.name(),
            view=_view_of(about, profiles),
        ),
        alt=f"{t('map.alt')} {_result(report, spots)}",
        legend=t("map.legend"),
    )


def _beside(spots: list[Spot], arcs: list[Arc], view: View, result: str) -> None:
    """The map's rows, the map as an image to save, and the choice of WebGL."""
    st.session_state.setdefault(theme.WEBGL, theme.webgl_map())
    st.toggle(t("map.webgl"), key=theme.WEBGL, help=t("map.webgl.help"), persist_state="session")
    flat = plan_map_flat(
        spots, arcs, state.selected_ags(), lang=state.language(), theme=theme.name(), view=view
    )
    figures.show(flat, "map_image", alt=t("map.alt"), result=result)
    left, right = st.columns(2, gap="large")
    with left:
        tables.show(_shown(spot_rows(spots)), "map-municipalities")
    with right:
        tables.show(_shown(flow_rows(arcs, spots)), "map-ways")


def _result(report: PlanReport, spots: list[Spot]) -> str:
    """Who goes where, in numbers."""
    taken = [spot for spot in spots if spot.used]
    most = max(spots, key=lambda spot: spot.used)
    return t(
        "map.result" if taken else "map.result.none",
        placed=report.figures.persons_placed,
        persons=report.figures.persons,
        count=len(taken),
        most=most.name,
        used=number(most.used),
    )


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


@cached.of_people(8)
def _view_of(about: Identity, _profiles: Profiles) -> View:
    people = [(household.lat, household.lon) for household in _profiles.households]
    return fitted(people + [(p.lat, p.lon) for p in _profiles.municipalities], WIDTHS, HEIGHT)


@cached.of_people(8)
def _homes_of(about: Identity, _profiles: Profiles) -> list[Origin]:
    return homes((h.place, h.lat, h.lon, h.size) for h in _profiles.households)


def _choice(spots: list[Spot]) -> None:
    """The canvas has no keyboard: a box beside it selects, too."""
    names = {spot.ags: f"{spot.name} · {spot.load}" for spot in spots}
    looked_at.box("map_choice", t("map.choose"), names, none=t("map.choose.none"))


def _deck(spots: list[Spot], arcs: list[Arc], view: View, result: str) -> None:
    deck = plan_map(spots, arcs, state.selected_ags(), lang=state.language(), theme=theme.name(), view=view)
    st.pydeck_chart(
        deck,
        height=HEIGHT,
        key="deck",
        on_select=_clicked,
        selection_mode="single-object",
        alt=f"{t('map.alt')} {result}",
    )


def _clicked() -> None:
    chosen: Any = st.session_state["deck"]
    rows = [row for layer in chosen.selection.get("objects", {}).values() for row in layer]
    ags = next((_ags_of(row) for row in rows), None)
    state.select_ags(ags)


def _ags_of(row: dict[str, Any]) -> Ags | None:
    found = row.get("ags") or row.get("properties", {}).get("ags")
    return Ags(found) if found else None


def _shown(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Numbers as the visitor's language writes them."""
    return [{name: number(v) if isinstance(v, int | float) else v for name, v in row.items()} for row in rows]
