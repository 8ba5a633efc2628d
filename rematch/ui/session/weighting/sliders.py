"""The sliders: a weight per group and per criterion, each with a box to type in; undo and redo."""

import streamlit as st

from rematch.cells import scalars
from rematch.cells.faults import CellFault
from rematch.errors import RematchError
from rematch.model import CriterionId
from rematch.scenario import MAX_GROUP_WEIGHT, MAX_WEIGHT
from rematch.service.session import PlanReport, Weighed, WeighedGroup, weighing, worst_and_best
from rematch.ui.session.weighting import sensitivity_bands
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.widgets import show
from rematch.ui.words import listing, number, percent, plain, t, told

LONGEST = 6
"""Characters of a typed weight."""


def toolbar() -> None:
    """Undo and redo."""
    st.markdown(f"#### {t('weights.title')}")
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.button(
            t("session.undo"),
            icon=":material/undo:",
            on_click=state.undo,
            disabled=not state.can_undo(),
            key="undo",
        )
        st.button(
            t("session.redo"),
            icon=":material/redo:",
            on_click=state.redo,
            disabled=not state.can_redo(),
            key="redo",
        )


def panel(report: PlanReport | None) -> None:
    """All groups, each with its own slider and its criteria's."""
    instance = report.instance if report is not None else None
    if report is not None:
        sensitivity_bands.toolbar(report)
    groups = weighing(here().cohort_data, state.scenario(), instance)
    for weighed in groups:
        _group(weighed, report)
    st.markdown(f"{_shares(groups)}\n\n:small[:gray[{t('weights.moves.help')}]]")


def _name(weighed: WeighedGroup) -> str:
    return plain(weighed.group.label.in_(state.language()))


def _shares(groups: tuple[WeighedGroup, ...]) -> str:
    """A group a line: its share of all weight, and what it moves where that is known."""
    heads = ("", t("weights.column.share"), t("weights.column.moves"))
    rows = [(_name(one), percent(one.share), percent(one.moves)) for one in groups]
    head, *body = (
        f"| {' | '.join(f':small[{cell}]' if cell else '' for cell in row)} |" for row in (heads, *rows)
    )
    return "\n".join([head, "|---|--:|--:|", *body])


def _group(weighed: WeighedGroup, report: PlanReport | None) -> None:
    """Its title never changes: with another one it would be another expander, closed and without focus."""
    group = weighed.group
    with st.expander(_name(weighed), key=f"group_{group.id}", on_change="rerun") as opened:
        if not opened.open:
            return
        _pair(f"g_{group.id}", t("weights.group"), weighed.weight, MAX_GROUP_WEIGHT, t("weights.group.help"))
        st.markdown(f":small[{_group_words(weighed)}]")
        ends = {} if report is None else worst_and_best(report.instance)
        for criterion in weighed.criteria:
            _criterion(criterion, report, ends.get(criterion.criterion.id))


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


def _criterion(weighed: Weighed, report: PlanReport | None, ends: tuple[float, float] | None) -> None:
    """Its slider, its shares, and how much worse the worst possible place is than the best."""
    criterion, lang = weighed.criterion, state.language()
    mark = ":material/shield_person: " if criterion.art9 else ""
    label = f"{mark}{plain(criterion.label.in_(lang))}"
    _pair(f"w_{criterion.id}", label, weighed.weight, MAX_WEIGHT, plain(criterion.question.in_(lang)))
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


def _pair(key: str, label: str, value: float, most: float, help_text: str) -> None:
    """A slider and a box to type in; the scenario is the home of the value that both show.

    They never set each other: the box has no value of its own, so no old one comes back from the browser.
    """
    slider, box = f"slide_{key}", f"type_{key}"
    show(slider, float(value))
    left, right = st.columns(sensitivity_bands.WIDTHS, vertical_alignment="bottom", gap="small")
    left.slider(
        label,
        0.0,
        most,
        step=0.1,
        format="localized",
        key=slider,
        help=help_text,
        on_change=_moved,
        args=(key, slider),
    )
    right.text_input(
        t("weights.type", criterion=label),
        placeholder=number(value, 1),
        key=box,
        label_visibility="collapsed",
        max_chars=LONGEST,
        on_change=_typed,
        args=(key, box, most),
    )


def _moved(key: str, widget: str) -> None:
    _weigh(key, st.session_state[widget])


def _typed(key: str, widget: str, most: float) -> None:
    """A number with comma or point; an emptied box changes nothing, what is no weight is told."""
    written = st.session_state[widget].strip().replace(",", ".")
    st.session_state[widget] = ""
    if not written:
        return
    try:
        _weigh(key, scalars.number(written, 0.0, most))
    except CellFault as fault:
        st.toast(told(RematchError(fault.code, **fault.params)), icon=":material/error:")


def _weigh(key: str, weight: float) -> None:
    value = round(weight, 1)
    kind, name = key.split("_", 1)
    scenario = state.scenario()
    if kind == "g":
        changed = scenario.model_copy(update={"groups": {**scenario.groups, name: value}})
    else:
        changed = scenario.model_copy(update={"weights": {**scenario.weights, CriterionId(name): value}})
    state.decide(changed, control=key)


def reset() -> None:
    """Back to the catalogue's weights; pins and limits stay."""
    scenario = state.scenario()
    moved = len(scenario.weights) + len(scenario.groups)
    st.button(
        t("weights.reset", count=moved) if moved else t("weights.reset.none"),
        icon=":material/restart_alt:",
        disabled=not moved,
        on_click=_reset,
        key="reset_weights",
        width="stretch",
    )


def _reset() -> None:
    state.decide(state.scenario().model_copy(update={"weights": {}, "groups": {}}))
