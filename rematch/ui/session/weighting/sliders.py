"""The group that is open: its weight to type in, and a slider and a box for each of its criteria."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from rematch.scenario import MAX_GROUP_WEIGHT, MAX_WEIGHT
from rematch.service.session import PlanReport, Weighed, WeighedGroup, weighing, worst_and_best
from rematch.ui.access import field_faults
from rematch.ui.session.weighting import sensitivity_bands, weight
from rematch.ui.session.weighting.groups import name
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.widgets import pressed, shown
from rematch.ui.words import listing, number, percent, plain, t

LONGEST = 6
"""Characters of a typed weight."""
OPEN = "open_group"


def panel(report: PlanReport | None) -> None:
    """Which group is open, then what is in it; of the others nothing is drawn."""
    groups = {
        one.group.id: one
        for one in weighing(here().cohort_data, state.scenario(), report.instance if report else None)
    }
    if st.session_state.get(OPEN) not in groups:
        st.session_state[OPEN] = None
    chosen = st.selectbox(
        t("weights.open"),
        list(groups),
        index=None,
        format_func=lambda group: name(groups[group]),
        placeholder=t("weights.open.pick"),
        key=OPEN,
        persist_state="session",
    )
    if chosen is None:
        return
    with st.container(border=True, key=f"group_{chosen}", gap="small"):
        if report is not None:
            sensitivity_bands.toolbar(report)
        _group(groups[chosen], report)


def _group(weighed: WeighedGroup, report: PlanReport | None) -> None:
    """Its own slider is in view above; a group's only criterion has no other slider than that."""
    _typed(f"g_{weighed.group.id}", t("weights.group"), weighed.weight, MAX_GROUP_WEIGHT)
    st.markdown(f":small[{_group_words(weighed)}]")
    ends = {} if report is None else worst_and_best(report.instance)
    for criterion in weighed.criteria:
        alone = len(weighed.criteria) == 1
        _criterion(criterion, report, ends.get(criterion.criterion.id), alone=alone)


def _group_words(weighed: WeighedGroup) -> str:
    """Its two shares, or why it moves nothing; and what in it is beyond any slider."""
    words = t("weights.of_all", share=percent(weighed.share, 1))
    if weighed.stuck is not None:
        words = f"{words} {t(f'weights.stuck.group.{weighed.stuck}')}"
    elif weighed.moves is not None:
        words = f"{words} {t('weights.moves', share=percent(weighed.moves, 1))}"
    if weighed.unweighed:
        labels = listing(plain(c.label.in_(state.language())) for c in weighed.unweighed)
        words = f"{words} {t('weights.unweighed', criteria=labels)}"
    return words


def _criterion(
    weighed: Weighed, report: PlanReport | None, ends: tuple[float, float] | None, *, alone: bool
) -> None:
    """Its slider, its shares, and how much worse the worst possible place is than the best."""
    criterion, lang = weighed.criterion, state.language()
    mark = ":material/shield_person: " if criterion.art9 else ""
    label, question = f"{mark}{plain(criterion.label.in_(lang))}", plain(criterion.question.in_(lang))
    if alone:
        st.markdown(f"{label}  \n:small[{t('weights.alone')}]", help=question)
    else:
        _pair(f"w_{criterion.id}", label, weighed.weight, question)
        if report is not None:
            sensitivity_bands.band(report, criterion.id)
    words = t("weights.share", share=percent(weighed.share, 1))
    if weighed.stuck is not None:
        words = f"{words} · {t(f'weights.stuck.{weighed.stuck}')}"
    elif weighed.moves is not None:
        words = f"{words} · {t('weights.moved', share=percent(weighed.moves, 1))}"
    if weighed.households is not None:
        words = f"{words} · {t('weights.reach', count=weighed.households)}"
    if ends is not None and weighed.stuck is None:
        words = f"{words}. {t('weights.ends', worst=percent(ends[0]), best=percent(ends[1]))}"
    st.markdown(f":small[:gray[{words}]]")


def _pair(key: str, label: str, value: float, help_text: str) -> None:
    """A slider and a box to type in; the scenario is the home of the value that both show.

    They never set each other: the box has no value of its own, so no old one comes back from the browser.
    """
    slide = shown(f"slide_{key}", float(value))
    left, right = st.columns(sensitivity_bands.WIDTHS, vertical_alignment="bottom", gap="small")
    left.slider(
        label,
        0.0,
        MAX_WEIGHT,
        step=0.1,
        format="localized",
        key=slide,
        help=help_text,
        on_change=pressed(slide, partial(weight.weigh, key)),
    )
    _typed(key, label, value, MAX_WEIGHT, right.text_input)


def _typed(
    key: str, label: str, value: float, most: float, place: Callable[..., object] = st.text_input
) -> None:
    """A box to type a weight in; it shows what is in force until somebody types."""
    group = key.startswith("g_")
    place(
        label if group else t("weights.type", criterion=label),
        placeholder=number(value, 1),
        key=f"type_{key}",
        label_visibility="visible" if group else "collapsed",
        help=t("weights.group.help") if group else None,
        max_chars=LONGEST,
        on_change=weight.typed,
        args=(key, most),
    )
    field_faults.below(f"type_{key}")
