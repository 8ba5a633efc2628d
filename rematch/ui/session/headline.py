"""First glance: how good the plan is proven to be, five numbers with their change, and what just changed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from rematch.report.words import criterion_label
from rematch.service import Changes, Move, PlanReport
from rematch.ui import cached, state
from rematch.ui.session import decisions, live
from rematch.ui.words import percent, signed, t

if TYPE_CHECKING:
    from rematch.measures import Figures

MOVES_SHOWN = 5


def title(report: PlanReport | None) -> None:
    """The page's title with the proof beside it."""
    with st.container(horizontal=True, vertical_alignment="center", key="headline", gap="medium"):
        st.title(t("nav.session"), width="content")
        if report is not None:
            _proof_chip(report)
            if live.large(report) and not report.proven:
                st.button(
                    t("proof.go_on"),
                    icon=":material/fast_forward:",
                    help=t("proof.go_on.help"),
                    on_click=live.go_on,
                    key="go_on",
                )


def _proof_chip(report: PlanReport) -> None:
    words = proof_words(report)
    with st.container(key="proof", width="content"):
        if report.proven:
            st.badge(words, icon=":material/verified:", color="green")
        else:
            st.badge(words, icon=":material/straighten:", color="blue")
    if not report.check.ok:
        st.error(t("proof.broken", count=len(report.check.violations)), icon=":material/error:")


def proof_words(report: PlanReport) -> str:
    """Proven optimal, or at most x % below the best possible."""
    if report.proven:
        return t("proof.optimal")
    return t("proof.gap", gap=percent(max(0.0, report.solution.gap), 2))


def numbers(report: PlanReport, changes: Changes | None) -> None:
    """People placed, mean fit, least fit, first wishes, proof; each with its change since the last plan."""
    now = report.figures
    before = changes.old.figures if changes else None
    placed, mean, least, wishes, proof = st.columns(5, gap="small")
    placed.metric(
        t("figure.placed"),
        t("figure.of", part=now.persons_placed, whole=now.persons),
        _delta(now.persons_placed, _old(before, "persons_placed")),
        help=t("figure.placed.help"),
        border=True,
        height="stretch",
    )
    mean.metric(
        t("figure.mean_fit"),
        percent(now.mean_fit, 1),
        _delta(now.mean_fit, _old(before, "mean_fit"), share=True),
        help=t(f"figure.mean_fit.help.{report.scenario.policy.per}"),
        border=True,
        height="stretch",
    )
    least.metric(
        t("figure.least_fit"),
        percent(now.least_fit, 1),
        _delta(now.least_fit, _old(before, "least_fit"), share=True),
        help=t("figure.least_fit.help"),
        border=True,
        height="stretch",
    )
    wishes.metric(
        t("figure.first_wishes"),
        t("figure.of", part=now.first_wishes, whole=now.wishes),
        _delta(now.first_wishes, _old(before, "first_wishes")),
        help=t("figure.first_wishes.help"),
        border=True,
        height="stretch",
    )
    proof.metric(
        t("figure.gap"),
        "0 %" if report.proven else percent(max(0.0, report.solution.gap), 2),
        t("figure.gap.optimal") if report.proven else t("figure.gap.bound"),
        delta_color="off",
        delta_arrow="off",
        help=t("figure.gap.help"),
        border=True,
        height="stretch",
    )


def _old(before: "Figures | None", name: str) -> float | None:
    return None if before is None else getattr(before, name)


def _delta(now: float | None, before: float | None, *, share: bool = False) -> str | None:
    if now is None or before is None or abs(now - before) < 5e-4:
        return None
    return signed(now - before, 1 if share else 0, share=share)


def what_changed(changes: Changes | None) -> None:
    """Who moved since the last plan, from where to where, and which criterion tipped it."""
    with st.container(border=True, key="changed", gap="small"):
        if changes is None:
            st.markdown(t("changed.first"))
            return
        _summary(changes)
        moves = changes.moves
        _list(moves[:MOVES_SHOWN])
        with st.container(horizontal=True, gap="small"):
            if len(moves) > MOVES_SHOWN:
                with st.popover(t("changed.more", count=len(moves) - MOVES_SHOWN)):
                    _list(moves[MOVES_SHOWN:])
            if moves and changes.kept.ok:
                st.button(
                    t("changed.keep"),
                    icon=":material/lock:",
                    help=t("changed.keep.help"),
                    on_click=_keep_old,
                    key="keep_old",
                )


def _list(moves: Sequence[Move]) -> None:
    if moves:
        st.markdown("\n".join(f"- {move_words(move)}" for move in moves))


def _summary(changes: Changes) -> None:
    if not changes.moves:
        st.markdown(f"**{t('changed.nobody')}**")
    else:
        st.markdown(f"**{t('changed.moved', count=len(changes.moves))}** {_regret_words(changes)}")


def _regret_words(changes: Changes) -> str:
    if changes.regret is None:
        return t("changed.not_comparable")
    words = t("changed.regret", share=percent(changes.regret, 2))
    return words if changes.attributable else f"{words} {t('changed.no_cause')}"


def move_words(move: Move) -> str:
    """One household's move in words."""
    names = {place.ags: place.name for place in cached.profiles().municipalities}
    words = t(
        "changed.move",
        household=move.household,
        count=move.persons,
        before=names[move.before] if move.before else t("plan.unplaced"),
        after=names[move.after] if move.after else t("plan.unplaced"),
    )
    if move.tipped:
        label = criterion_label(move.tipped, cached.catalogue(), state.language())
        words = f"{words} {t('changed.tipped', criterion=label)}"
    elif move.fit_before is not None and move.fit_after is not None:
        fits = {"before": percent(move.fit_before), "after": percent(move.fit_after)}
        words = f"{words} {t('changed.fits', **fits)}"
    return words


def _keep_old() -> None:
    """Keep the earlier plan under the new weights: its placements become pins."""
    changes = live.changes()
    if changes is not None:
        decisions.pin_plan(changes.old)
