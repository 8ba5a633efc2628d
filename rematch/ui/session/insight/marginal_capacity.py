"""Where one or two units more of which resource would help most, each found by solving again."""

import streamlit as st

from rematch.report.wording.words import resource_label, units
from rematch.service.explanation import Bottleneck, Bottlenecks, CapacityGain, bottlenecks
from rematch.service.session import PlanReport
from rematch.ui import tables
from rematch.ui.jobs import on_request
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, listing, number, plain, t

WIDTHS = {
    "municipality": 170,
    "resource": 225,
    "one_unit": 145,
    "two_units": 145,
    "better_off": 115,
    "worse_off": 100,
    "proof": 110,
}


def section(report: PlanReport) -> None:
    """On request the places that help most, as sentences and as a table."""
    st.markdown(f"### {t('matters.helpful')}")
    st.markdown(t("matters.helpful.intro"), width=READING_WIDTH)
    words = t("matters.helpful.ask")
    found = on_request.answer("helpful", report, bottlenecks, words=words, icon=":material/add_home:")
    if found is not None:
        _show(report, found)


def _show(report: PlanReport, found: Bottlenecks) -> None:
    if not found.found:
        st.markdown(t("matters.helpful.none", count=found.tried), width=READING_WIDTH)
        return
    lines = [f"- {_sentence(report, one)}" for one in found.found if one.certain]
    if lines:
        st.markdown("\n".join(lines), width=READING_WIDTH)
    tables.show([_row(report, one) for one in found.found], "more-units", WIDTHS)
    if not all(one.certain for one in found.found):
        gap = number(report.solution.bound - report.solution.objective, 2)
        st.markdown(t("matters.helpful.uncertain", gap=gap), width=READING_WIDTH)
    searched = t("matters.helpful.complete" if found.complete else "matters.helpful.tried", count=found.tried)
    st.markdown(f":small[{searched} {t('matters.helpful.note')}]", width=READING_WIDTH)


def _place(report: PlanReport, one: Bottleneck) -> str:
    return report.instance.cohort_data.name(one.ags)


def _sentence(report: PlanReport, one: Bottleneck) -> str:
    best = one.best
    more = units(one.resource, best.units, here().catalogue, state.language())
    place = plain(_place(report, one))
    return t("matters.helpful.line", more=plain(more), municipality=place, effects=listing(_effects(best)))


def _effects(extra: CapacityGain) -> list[str]:
    effects = [t("matters.helpful.persons", count=extra.persons)] if extra.persons > 0 else []
    if extra.pledged > 0:
        effects.append(t("matters.helpful.pledged", count=round(extra.pledged)))
    if extra.gain_low is not None:
        effects.append(t("matters.helpful.gain", gain=_gain(extra)))
    effects.append(t("matters.helpful.better", count=extra.better))
    if extra.worse:
        effects.append(t("matters.helpful.worse", count=extra.worse))
    return effects


def _gain(extra: CapacityGain) -> str:
    if extra.gain_low is None or extra.gain_high is None:
        return t("matters.helpful.persons", count=extra.persons)
    if extra.exact:
        return number(extra.gain_high, 2)
    return t("matters.helpful.range", low=number(extra.gain_low, 2), high=number(extra.gain_high, 2))


def _row(report: PlanReport, one: Bottleneck) -> dict[str, str]:
    first, second = one.extras
    return {
        "municipality": _place(report, one),
        "resource": resource_label(one.resource, here().catalogue, state.language()),
        "one_unit": _gain(first),
        "two_units": _gain(second),
        "better_off": number(one.best.better),
        "worse_off": number(one.best.worse),
        "proof": t("fairness.exact" if one.best.exact else "fairness.limited"),
    }
