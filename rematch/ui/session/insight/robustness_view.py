"""How robust the plan is: many draws of weights around the present ones, on request."""

from math import ceil, sqrt
from typing import cast

import streamlit as st

from rematch.charts.bands import BandBar, band_bars
from rematch.model import Ags
from rematch.service.explanation import DRAWS, SPREAD, AssignmentStability, Robustness, slow
from rematch.service.session import PlanReport
from rematch.ui import downloads, figures, tables
from rematch.ui.jobs import beside
from rematch.ui.session.insight.sweeping import Sweeping
from rematch.ui.shell import memory, state, theme
from rematch.ui.widgets import one_of
from rematch.ui.words import READING_WIDTH, number, percent, t, told

SPREADS = {"small": 0.02, "middle": SPREAD, "large": 0.1}
DRAWS_SLOW = 50
"""Draws proposed where each takes long."""
MOST_DRAWS = 1000
NAME = "robustness"
LEAST_FIRM = 12
"""Households in the chart."""


def panel(report: PlanReport) -> None:
    """What to draw and the button; while it runs the progress; then who stays and who does not."""
    st.markdown(f"## {t('robust.title')}")
    st.markdown(t("robust.intro"), width=READING_WIDTH)
    sweeping = _present(report)
    if sweeping is not None and sweeping.running:
        _progress(sweeping)
        return
    _ask(report)
    if sweeping is None:
        return
    if sweeping.fault is not None:
        st.error(told(sweeping.fault, bold=True))
    if sweeping.found is not None and sweeping.found.done:
        _result(report, sweeping.found)


def stays_words(report: PlanReport, i: int) -> str | None:
    """How firm the place of row `i` is, None where nobody asked about this plan."""
    sweeping = _present(report)
    found = sweeping.found if sweeping is not None else None
    if found is None or not found.done:
        return None
    firm = found.households[i]
    words = t("robust.why", stays=firm.stays, done=found.done)
    if not firm.moves_to_other:
        return words
    other = t("robust.why.other", other=_place(report, firm.other), moves=firm.moves_to_other)
    return f"{words} {other}"


def _present(report: PlanReport) -> Sweeping | None:
    """The sweep over this very plan; one over another plan is stopped and dropped."""
    return cast("Sweeping | None", memory.work(NAME, report.identity))


def _ask(report: PlanReport) -> None:
    long = slow(report)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        draws = st.number_input(
            t("robust.draws"),
            1,
            MOST_DRAWS,
            DRAWS_SLOW if long else DRAWS,
            help=t("robust.draws.help"),
            key="robust_draws_slow" if long else "robust_draws",
            persist_state="session",
            width=140,
        )
        spreads = {name: t(f"robust.spread.{name}") for name in SPREADS}
        chosen = SPREADS[one_of(spreads, t("robust.spread"), "robust_spread", default="middle", titled=True)]
        st.button(
            t("robust.start"),
            icon=":material/casino:",
            type="primary",
            on_click=_start,
            args=(report, draws, chosen),
            key="robust_start",
        )
    st.markdown(f":small[{_meaning(report, chosen)}]")
    if pinned := len({pin.household for pin in report.scenario.pins}):
        st.warning(t("robust.pinned", count=pinned), icon=":material/push_pin:", width=READING_WIDTH)
    if report.scenario.policy.fairness != "none":
        st.markdown(f":small[{t('robust.fair')}]", width=READING_WIDTH)


def _start(report: PlanReport, draws: int, spread: float) -> None:
    memory.set_to_work(NAME, report.identity, Sweeping(report, draws, spread))


def _meaning(report: PlanReport, spread: float) -> str:
    """The spread told on a criterion of average weight: its mean, one standard deviation down and up."""
    share = 1 / max(1, int((report.instance.weights > 0).sum()))
    deviation = spread * sqrt(share * (1 - share))
    around = {"low": percent(max(0.0, share - deviation), 1), "high": percent(share + deviation, 1)}
    return t("robust.spread.meaning", share=percent(share, 1), **around)


@st.fragment(run_every=beside.LOOK)
def _progress(sweeping: Sweeping) -> None:
    """Bar and stop button, drawn again every second; the whole page once it is over."""
    if not sweeping.running:
        st.rerun()
    done = sweeping.found.done if sweeping.found else 0
    st.progress(done / sweeping.draws, t("robust.progress", done=done, asked=sweeping.draws))
    if sweeping.seconds_left is not None:
        st.markdown(f":small[{t('robust.left', count=ceil(sweeping.seconds_left / 60))}]")
    st.button(t("robust.stop"), icon=":material/stop:", on_click=sweeping.stop, key="robust_stop")
    st.markdown(f":small[{t('robust.leaving')}]")


def _result(report: PlanReport, found: Robustness) -> None:
    if found.done < found.asked:
        st.info(t("robust.stopped", done=found.done, asked=found.asked), icon=":material/stop:")
    with st.container(horizontal=True, gap="small"):
        st.metric(t("robust.mean"), percent(found.mean_share, 1), help=t("robust.mean.help"), border=True)
        always = t("robust.of", part=found.always, whole=len(found.households))
        st.metric(t("robust.always"), always, help=t("robust.always.help"), border=True)
        done = t("robust.of", part=found.done, whole=found.asked)
        st.metric(t("robust.draws"), done, border=True)
    firms = sorted(found.households, key=lambda firm: firm.stays)
    _chart(report, found, [firm for firm in firms if firm.stays < found.done][:LEAST_FIRM])
    _table(report, found, firms)
    grade = t("robust.exact") if found.work_limit is None else t("robust.limited", limit=found.work_limit)
    how = t("robust.how", spread=number(found.spread, 2), seed=found.seed)
    st.markdown(f":small[{grade} {how}]", width=READING_WIDTH)


def _chart(report: PlanReport, found: Robustness, firms: list[AssignmentStability]) -> None:
    if not firms:
        st.markdown(t("robust.all_firm"))
        return
    st.markdown(f"### {t('robust.least')}")
    bars = [BandBar(_name(report, firm), firm.stays, found.done, _bar(report, found, firm)) for firm in firms]
    figures.show(
        band_bars(bars, lang=state.language(), theme=theme.name()),
        "robust_chart",
        alt=t("robust.chart.alt"),
        result=figures.foremost([(bar.label, bar.words) for bar in bars]),
    )


def _name(report: PlanReport, firm: AssignmentStability) -> str:
    return f"{firm.household} · {_place(report, firm.ags)}"


def _bar(report: PlanReport, found: Robustness, firm: AssignmentStability) -> str:
    return t("robust.bar", stays=firm.stays, done=found.done, other=_place(report, firm.other))


def _table(report: PlanReport, found: Robustness, firms: list[AssignmentStability]) -> None:
    """Everybody, the least firm first; the same rows to take along."""
    rows = [_row(report, found, firm) for firm in firms]
    named = [{t(f"column.{name}"): cell for name, cell in row.items()} for row in rows]
    with st.expander(t("robust.table"), key="robust_table", on_change="rerun") as opened:
        if opened.open:
            tables.titled(named, t("robust.table"))
    kind = "invented" if report.instance.profiles.cohort.invented else "real"
    said = {"done": found.done, "asked": found.asked, "seed": found.seed}
    note = t(f"robust.note.{kind}", spread=number(found.spread, 2), **said)
    stem = f"robustness-{report.instance.profiles.cohort.id}-{report.scenario.fingerprint}"
    downloads.as_csv(named, stem, note=note)


def _row(report: PlanReport, found: Robustness, firm: AssignmentStability) -> dict[str, str]:
    return {
        "household": firm.household,
        "municipality": _place(report, firm.ags),
        "stays": t("robust.of", part=firm.stays, whole=found.done),
        "stays_share": percent(firm.stays / found.done, 1),
        "other": _place(report, firm.other) if firm.moves_to_other else "",
        "moves": number(firm.moves_to_other) if firm.moves_to_other else "",
    }


def _place(report: PlanReport, ags: Ags | None) -> str:
    if ags is None:
        return t("plan.unplaced")
    return report.instance.cohort_data.name(ags)
