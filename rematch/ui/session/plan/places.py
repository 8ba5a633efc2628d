"""Municipality by municipality: who would come, how full it gets, and the limits a coordinator may set."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.charts.loads import LoadBar, load_bars
from rematch.report.wording.words import resource_label
from rematch.service.session import PlanReport
from rematch.ui import figures, tables
from rematch.ui.session.plan import decisions
from rematch.ui.shell import state, theme
from rematch.ui.shell.context import here
from rematch.ui.words import number, percent, plain, t
from rematch.ui.working.item_words import REASON_LENGTH

if TYPE_CHECKING:
    from rematch.instance.figures import Load


def panel(report: PlanReport) -> None:
    """A table of all, then the selected one with its households, loads and limits."""
    tables.show([_row(report, load) for load in report.loads], "municipalities")
    load = next((load for load in report.loads if load.ags == state.selected_ags()), None)
    if load is None:
        st.info(t("places.choose"), icon=":material/touch_app:")
        return
    who, full = st.columns(2, gap="large")
    with who:
        _households(report, load)
        _limits(report, load)
    with full:
        st.markdown(f"## {t('places.loads', municipality=plain(load.name))}")
        bars = _bars(load)
        figures.show(
            load_bars(bars, lang=state.language(), theme=theme.name()),
            "place_loads",
            alt=f"{t('places.loads', municipality=load.name)}.",
            result=figures.fullest(bars),
            rows=[
                {"resource": bar.label, "used": number(bar.used), "capacity": number(bar.capacity)}
                for bar in bars
            ],
        )
        _waiting(report, load)


def _row(report: PlanReport, load: "Load") -> dict[str, object]:
    full = [
        resource_label(r.resource, here().catalogue, state.language())
        for r in load.resources
        if r.full and r.capacity
    ]
    fits = [line.fit for line in report.placements if line.ags == load.ags and line.fit is not None]
    persons = load.resources[0]
    return {
        "municipality": load.name,
        "households": number(load.households),
        "persons": _of(persons.used, persons.capacity),
        "pledge": _pledge(load),
        "mean_fit": percent(sum(fits) / len(fits), 1) if fits else "–",
        "full": ", ".join(full),
        "closed": t("places.closed") if load.ags in report.scenario.closed else "",
    }


def _of(used: float, capacity: float | None) -> str:
    return number(used) if capacity is None else t("figure.of", part=int(used), whole=int(capacity))


def _pledge(load: "Load") -> str:
    if not load.pledge_min:
        return "–"
    missing = load.pledge_min - load.persons
    return t("places.pledge.missing", count=missing) if missing > 0 else t("places.pledge.met")


def _households(report: PlanReport, load: "Load") -> None:
    st.markdown(f"## {t('places.list', municipality=plain(load.name), count=load.households)}")
    rows = [
        {
            "household": line.household,
            "persons": number(line.persons),
            "fit": percent(line.fit, 1),
            "fit_people": percent(line.people, 1),
            "fit_town": percent(line.town, 1),
        }
        for line in report.placements
        if line.ags == load.ags
    ]
    tables.show(rows, f"households-{load.ags}")


def _bars(load: "Load") -> list[LoadBar]:
    lang, catalogue = state.language(), here().catalogue
    return [
        LoadBar(resource_label(r.resource, catalogue, lang), r.used, r.capacity, r.wanted)
        for r in load.resources
    ]


def _waiting(report: PlanReport, load: "Load") -> None:
    """Where not everybody who comes is served: how many are, and whom one more would serve."""
    lines = []
    for resource, household in report.waiting(load.ags):
        found = next(r for r in load.resources if r.resource == resource)
        numbers = {"units": number(found.used), "wanted": number(found.wanted)}
        label = resource_label(resource, here().catalogue, state.language())
        lines.append(f"- {t('served.waiting', resource=label, household=plain(household), **numbers)}")
    if lines:
        st.markdown("\n".join(lines))


def _limits(report: PlanReport, load: "Load") -> None:
    """Places, pledge and closing of this municipality, for this scenario only."""
    place = next(p for p in report.instance.profiles.municipalities if p.ags == load.ags)
    stated = place.capacity.get(report.instance.supply.resources[0])
    with st.form("limits", border=True):
        st.markdown(f"**{t('places.limits')}**")
        left, right = st.columns(2)
        places = left.number_input(
            t("places.limit.persons", stated=number(stated)),
            min_value=0,
            value=None if load.resources[0].capacity is None else int(load.resources[0].capacity),
            key=f"limit_{load.ags}",
        )
        pledge = right.number_input(
            t("places.limit.pledge", stated=number(place.pledge_min)),
            min_value=0,
            value=load.pledge_min,
            key=f"pledge_{load.ags}",
        )
        closed = st.checkbox(
            t("places.limit.closed"), value=load.ags in report.scenario.closed, key=f"closed_{load.ags}"
        )
        reason = st.text_input(
            t("places.limit.reason"), max_chars=REASON_LENGTH, key=f"reason_{load.ags}", autocomplete="off"
        )
        if st.form_submit_button(t("places.limit.apply"), icon=":material/check:"):
            decisions.set_place(
                load.ags,
                places=None if places is None or places == stated else float(places),
                pledge=None if pledge == place.pledge_min else pledge,
                closed=closed,
                reason=reason.strip(),
            )
            st.rerun()
