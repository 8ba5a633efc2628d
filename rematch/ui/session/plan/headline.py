"""First glance: how good the plan is proven to be, five numbers with their change, and what just changed."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import streamlit as st

from rematch.model import Ags
from rematch.report.wording.words import criterion_label
from rematch.service.session import Chain, Changes, Move, PlanReport, chains
from rematch.ui.session import current_plan
from rematch.ui.session.plan import decisions, proof
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import percent, plain, signed, t

if TYPE_CHECKING:
    from rematch.instance.figures import Figures

MOVES_SHOWN = 10
"""Moves told at once; chains beyond are behind a button."""

LEAST_CHANGE = 5e-4
"""Of a figure; less is nothing at the digits shown."""


def title(report: PlanReport | None) -> None:
    """The page's title with the proof beside it."""
    with st.container(horizontal=True, vertical_alignment="center", key="headline", gap="medium"):
        st.title(t("nav.session"), width="content")
        if report is not None:
            proof.chip(report)


def numbers(report: PlanReport, changes: Changes | None) -> None:
    """People placed, mean fit, least fit, first wishes, proof; each with its change since the last plan."""
    now = report.figures
    before = changes.old.figures if changes else None
    with st.container(horizontal=True, gap="small", key="numbers"):
        _metric("placed", _of(now.persons_placed, now.persons), _change(now, before, "persons_placed"))
        per = f"figure.mean_fit.help.{report.scenario.policy.per}"
        _metric("mean_fit", percent(now.mean_fit, 1), _change(now, before, "mean_fit"), help_code=per)
        _metric("least_fit", percent(now.least_fit, 1), _change(now, before, "least_fit"))
        _metric("first_wishes", _of(now.first_wishes, now.wishes), _change(now, before, "first_wishes"))
        _metric(
            "gap",
            proof.gap_words(report),
            note=t("figure.gap.optimal" if report.proven else "figure.gap.bound"),
        )
    if now.mean_fit is not None:
        both = {"people": percent(now.mean_people, 1), "town": percent(now.mean_town, 1)}
        share = percent(report.scenario.policy.town_share)
        st.markdown(f":small[{t('figure.both', fit=percent(now.mean_fit, 1), share=share, **both)}]")


def _metric(
    name: str, value: str, change: float | None = None, *, note: str | None = None, help_code: str = ""
) -> None:
    """A number with its change, or with a note; the framework would take a minus sign for a plus."""
    fell = change is not None and change < 0
    st.metric(
        t(f"figure.{name}"),
        value,
        note or _change_words(name, change),
        delta_color="off" if note else "red" if fell else "green",
        delta_arrow="off" if note else "down" if fell else "up",
        help=t(help_code or f"figure.{name}.help"),
        border=True,
        height="stretch",
    )


def _of(part: int, whole: int) -> str:
    return t("figure.of", part=part, whole=whole)


def _change(now: "Figures", before: "Figures | None", name: str) -> float | None:
    """The change of one figure, None where there is none worth showing."""
    new, old = getattr(now, name), getattr(before, name, None)
    if new is None or old is None or abs(new - old) < LEAST_CHANGE:
        return None
    return float(new - old)


def _change_words(name: str, change: float | None) -> str | None:
    if change is None:
        return None
    if name.endswith("_fit"):
        return t("figure.points", points=signed(100 * change, 1))
    return signed(change)


def what_changed(changes: Changes | None) -> None:
    """Who moved since the last plan, from where to where, and which criterion tipped it."""
    with st.container(border=True, key="changed", gap="small"):
        if changes is None:
            st.markdown(t("changed.first"))
            return
        _summary(changes)
        told, more = _at_once(chains(changes))
        _list(told)
        with st.container(horizontal=True, gap="small"):
            if more:
                count = sum(len(chain.moves) for chain in more)
                with st.popover(
                    t("changed.more", count=count), key="more_changes", on_change="rerun"
                ) as opened:
                    if opened.open:
                        _list(more)
            if changes.moves and changes.kept.ok:
                st.button(
                    t("changed.keep"),
                    icon=":material/lock:",
                    help=t("changed.keep.help"),
                    on_click=_keep_old,
                    key="keep_old",
                )


def _at_once(found: Sequence[Chain]) -> tuple[Sequence[Chain], Sequence[Chain]]:
    """The chains told at once, the first one always, and the others."""
    ends = list(accumulate(len(chain.moves) for chain in found))
    shown = max(1, sum(end <= MOVES_SHOWN for end in ends))
    return found[:shown], found[shown:]


def _list(found: Sequence[Chain]) -> None:
    if found:
        st.markdown("\n".join(line for chain in found for line in chain_lines(chain)))


def chain_lines(chain: Chain) -> list[str]:
    """Who moves, and below it, step by step, who makes room for them."""
    first, *rest = chain.moves
    steps = [_makes_room(move) for move in rest]
    if chain.closed and rest:
        steps.append(t("changed.ring", household=plain(first.household)))
    return [f"- {move_words(first)}", *(f"    - {step}" for step in steps)]


def _makes_room(move: Move) -> str:
    words = t(
        "changed.makes_room",
        household=plain(move.household),
        count=move.persons,
        before=_place_name(move.before),
        after=_place_name(move.after),
    )
    return f"{words} {_cause(move)}" if move.tipped else words


def _summary(changes: Changes) -> None:
    if not changes.moves:
        st.markdown(f"**{t('changed.nobody')}**")
    else:
        st.markdown(f"**{t('changed.moved', count=len(changes.moves))}** {_regret_words(changes)}")
    if changes.rehoused:
        st.markdown(t("changed.rehoused", count=len(changes.rehoused)))


def _regret_words(changes: Changes) -> str:
    if changes.regret is None:
        return t("changed.not_comparable")
    words = t("changed.regret", share=percent(changes.regret, 2, bound="upper"))
    return words if changes.attributable else f"{words} {t('changed.no_cause')}"


def move_words(move: Move) -> str:
    """One household's move in words."""
    words = t(
        "changed.move",
        household=plain(move.household),
        count=move.persons,
        before=_place_name(move.before),
        after=_place_name(move.after),
    )
    if move.tipped:
        return f"{words} {_cause(move)}"
    if move.fit_before is not None and move.fit_after is not None:
        fits = {"before": percent(move.fit_before), "after": percent(move.fit_after)}
        return f"{words} {t('changed.fits', **fits)}"
    return words


def _cause(move: Move) -> str:
    label = criterion_label(move.tipped or "", here().catalogue, state.language())
    return t("changed.tipped", criterion=plain(label))


def _place_name(ags: Ags | None) -> str:
    return t("plan.unplaced") if ags is None else plain(here().cohort_data.name(ags))


def _keep_old() -> None:
    """Keep the earlier plan under the new weights: its placements become pins."""
    changes = current_plan.changes()
    if changes is not None:
        decisions.pin_plan(changes.old)
