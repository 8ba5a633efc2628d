"""Two plans against each other: winners and losers, slopes of fit, where more or fewer people would go."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.charts.maps.difference_map import Mark, difference_map
from rematch.charts.maps.view import view_of
from rematch.charts.slope import MANY, Slope, slope_chart
from rematch.report.wording.words import fit_words
from rematch.service.insight import MARGIN, Differences, differences
from rematch.ui import figures, tables
from rematch.ui.compare.choose import Comparison
from rematch.ui.shell import state, theme
from rematch.ui.words import READING_WIDTH, number, signed, t

if TYPE_CHECKING:
    from rematch.insight.comparison import Contender, Shift, Turn
    from rematch.model import Ags

TURNS: tuple["Turn", ...] = ("gains", "loses", "same")
MAP_WIDTH, MAP_HEIGHT = 540, 440
"""Pixels beside the slopes."""
KEYS = ("compare_from", "compare_to")


def panel(field: Comparison) -> None:
    """The choice of the two, then everything about them."""
    st.markdown(f"## {t('compare.pair')}")
    if len(field.contenders) < 2:
        st.info(t("compare.choose_two"), icon=":material/compare_arrows:")
        return
    one, other = _choose(field)
    if one is other:
        st.info(t("compare.same_twice"), icon=":material/compare_arrows:")
        return
    under = None if field.own else field.report.instance
    found = differences(one, other, under)
    _counts(found)
    names, rows = (field.name(one), field.name(other)), _rows(field, found)
    left, right = st.columns(2, gap="large")
    with left:
        _slopes(found, names, rows)
    with right:
        _map(field, found)
    _list(rows)


def _choose(field: Comparison) -> tuple["Contender", "Contender"]:
    """The first two chosen, unless somebody picks others."""
    known = {contender.key: contender for contender in field.contenders}
    picked = []
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for place, key in enumerate(KEYS):
            if st.session_state.get(key) not in known:
                st.session_state[key] = list(known)[place]
            st.selectbox(
                t("compare.from" if place == 0 else "compare.to"),
                list(known),
                format_func=lambda name: field.name(known[name]),
                key=key,
                width=340,
            )
            picked.append(known[st.session_state[key]])
    return picked[0], picked[1]


def _counts(found: Differences) -> None:
    with st.container(horizontal=True, gap="small", key="compare_counts"):
        for turn in TURNS:
            those = found.those(turn)
            st.metric(
                t(f"compare.{turn}"),
                t("chart.households", count=len(those)),
                t("chart.persons", count=sum(shift.persons for shift in those)),
                delta_color="off",
                delta_arrow="off",
                border=True,
            )
    st.markdown(f":small[{t('compare.margin', points=number(100 * MARGIN))}]", width=READING_WIDTH)


def _slopes(found: Differences, names: tuple[str, str], rows: list[dict[str, str]]) -> None:
    st.markdown(f"### {t('compare.slope')}")
    slopes = [Slope(s.household, s.fit_before.value, s.fit_after.value, s.turn) for s in found.shifts]
    chart = slope_chart(slopes, names, lang=state.language(), theme=theme.name())
    counts = [(t(f"compare.{turn}"), t("chart.households", count=len(found.those(turn)))) for turn in TURNS]
    figures.show(
        chart, "compare_slope", alt=t("compare.slope.alt"), rows=rows, result=figures.foremost(counts)
    )
    if len(slopes) > MANY:
        st.markdown(f":small[{t('compare.slope.joined')}]")


def _map(field: Comparison, found: Differences) -> None:
    st.markdown(f"### {t('compare.map')}")
    places = {place.ags: place for place in field.report.instance.profiles.municipalities}
    marks = [
        Mark(places[shift.ags].name, places[shift.ags].lat, places[shift.ags].lon, shift.more)
        for shift in found.places
    ]
    view = view_of([(mark.lat, mark.lon) for mark in marks], width=MAP_WIDTH, height=MAP_HEIGHT)
    chart = difference_map(marks, lang=state.language(), theme=theme.name(), view=view)
    rows = [
        {
            "municipality": places[shift.ags].name,
            "persons_before": number(shift.before),
            "persons_after": number(shift.after),
            "difference": signed(shift.more),
        }
        for shift in sorted(found.places, key=lambda shift: -abs(shift.more))
    ]
    result = figures.foremost([(row["municipality"], row["difference"]) for row in rows])
    figures.show(chart, "compare_map", alt=t("compare.map.alt"), rows=rows, result=result)
    with st.expander(
        t("compare.table"), icon=":material/table:", key="pair_table", on_change="rerun"
    ) as opened:
        if opened.open:
            tables.show(rows, None)


def _list(rows: list[dict[str, str]]) -> None:
    """Who gains, who loses, then the others: the slopes' table twin."""
    with st.expander(
        t("compare.list"), icon=":material/table:", key="compare_list", on_change="rerun"
    ) as opened:
        if opened.open:
            tables.show(rows, None)


def _rows(field: Comparison, found: Differences) -> list[dict[str, str]]:
    names = {place.ags: place.name for place in field.report.instance.profiles.municipalities}
    return [_row(shift, names) for turn in TURNS for shift in found.those(turn)]


def _row(shift: "Shift", names: dict["Ags", str]) -> dict[str, str]:
    return {
        "household": shift.household,
        "persons": number(shift.persons),
        "turn": t(f"compare.{shift.turn}"),
        "place_before": names[shift.before] if shift.before else t("plan.unplaced"),
        "place_after": names[shift.after] if shift.after else t("plan.unplaced"),
        "fit_before": fit_words(*shift.fit_before, state.language()) if shift.before else "–",
        "fit_after": fit_words(*shift.fit_after, state.language()) if shift.after else "–",
        "difference": signed(shift.gain, 1, share=True),
    }
