"""What just changed: who moved since the last plan, from where to where, and why."""

from collections.abc import Sequence
from itertools import accumulate
from typing import cast

import streamlit as st

from rematch.model import Ags
from rematch.report.wording.words import criterion_label
from rematch.service.explanation import Causes, SliderMove, causes
from rematch.service.session import Chain, Changes, Move, chains
from rematch.ui.session import current_plan
from rematch.ui.session.plan import decisions
from rematch.ui.shell import memory, state
from rematch.ui.shell.context import here
from rematch.ui.words import listing, percent, plain, signed, t

MOVES_SHOWN = 10
"""Moves told at once; chains beyond are behind a button."""


def panel(changes: Changes | None) -> None:
    """How many moved and what keeping the old plan would cost, the cause, then the moves as chains."""
    with st.container(border=True, key="changed", gap="small"):
        if changes is None:
            last = state.last_report()
            refused = last is not None and not current_plan.in_force(last)
            st.markdown(t("changed.refused" if refused else "changed.first"))
            return
        why = _causes(changes)
        _summary(changes, why)
        told, more = _at_once(chains(changes))
        _list(told, why)
        with st.container(horizontal=True, gap="small"):
            if more:
                count = sum(len(chain.moves) for chain in more)
                with st.popover(
                    t("changed.more", count=count), key="more_changes", on_change="rerun"
                ) as opened:
                    if opened.open:
                        _list(more, why)
            if changes.moves and changes.kept.ok:
                st.button(
                    t("changed.keep"),
                    icon=":material/lock:",
                    help=t("changed.keep.help"),
                    on_click=_keep_old,
                    key="keep_old",
                )


def _causes(changes: Changes) -> Causes | None:
    """Worked out once for each step: where several sliders moved, each is put back by a solve."""
    if not changes.moves:
        return None
    step = (changes.old.identity, changes.new.identity)
    known = cast("tuple[Causes | None] | None", memory.recall("causes", step))
    if known is None:
        known = (causes(changes),)
        memory.remember("causes", step, known)
    return known[0]


def _at_once(found: Sequence[Chain]) -> tuple[Sequence[Chain], Sequence[Chain]]:
    """The chains told at once, the first one always, and the others."""
    ends = list(accumulate(len(chain.moves) for chain in found))
    shown = max(1, sum(end <= MOVES_SHOWN for end in ends))
    return found[:shown], found[shown:]


def _list(found: Sequence[Chain], why: Causes | None) -> None:
    if found:
        st.markdown("\n".join(line for chain in found for line in _chain(chain, why)))


def _chain(chain: Chain, why: Causes | None) -> list[str]:
    """Who moves, and below it, step by step, who makes room for them."""
    first, *rest = chain.moves
    steps = [_told("changed.makes_room", move, why) for move in rest]
    if chain.closed and rest:
        steps.append(t("changed.ring", household=plain(first.household)))
    return [f"- {_told('changed.move', first, why)}", *(f"    - {step}" for step in steps)]


def _told(code: str, move: Move, why: Causes | None) -> str:
    """One household's move: from where to where, what it wins or loses, and why as far as it is known."""
    before, after = _place(move.before), _place(move.after)
    words = t(code, household=plain(move.household), count=move.persons, before=before, after=after)
    if move.fit_before is not None and move.fit_after is not None:
        fits = {"before": percent(move.fit_before), "after": percent(move.fit_after)}
        words = f"{words} ({t('changed.fits', points=signed(100 * move.gain, 1), **fits)})"
    if move.ordered is not None:
        return f"{words} – {t(f'changed.ordered.{move.ordered}', place=before)}"
    if why is None or not why.tried or len(why.sliders) == 1:
        return words
    slider = why.of.get(move.household)
    cause = t("changed.interplay") if slider is None else t("changed.since", name=_name(slider))
    return f"{words} – {cause}"


def _summary(changes: Changes, why: Causes | None) -> None:
    if not changes.moves:
        st.markdown(f"**{t('changed.nobody')}**")
    else:
        words = f"**{t('changed.moved', count=len(changes.moves))}** {_regret_words(changes)}"
        st.markdown(f"{words} {_cause_of_all(why)}".rstrip())
    if changes.rehoused:
        st.markdown(t("changed.rehoused", count=len(changes.rehoused)))
    if changes.served:
        st.markdown(t("changed.served", count=len(changes.served)))


def _cause_of_all(why: Causes | None) -> str:
    if why is None:
        return ""
    if len(why.sliders) == 1:
        return t("changed.because", what=_slider(why.sliders[0]))
    if not why.tried:
        return t("changed.untried", count=len(why.sliders))
    return t("changed.sliders", what=listing(_slider(slider) for slider in why.sliders))


def _slider(moved: SliderMove) -> str:
    """What counts more or less now, with both numbers."""
    way = "more" if moved.after > moved.before else "less"
    both = {"before": percent(moved.before, 1), "after": percent(moved.after, 1)}
    if moved.kind == "town_share":
        return t(f"changed.town.{way}", **both)
    return t(f"changed.counts.{way}", name=_name(moved), **both)


def _name(moved: SliderMove) -> str:
    if moved.kind == "town_share":
        return t("changed.town")
    if moved.kind == "criterion":
        return plain(criterion_label(moved.name, here().catalogue, state.language()))
    group = next(one for one in here().catalogue.groups if one.id == moved.name)
    return plain(group.label.in_(state.language()))


def _regret_words(changes: Changes) -> str:
    if changes.regret is None:
        return _not_comparable(changes)
    words = t("changed.regret", share=percent(changes.regret, 2, bound="upper"))
    return words if changes.attributable else f"{words} {t('changed.no_cause')}"


def _not_comparable(changes: Changes) -> str:
    """Whether the old plan breaks a rule now, or another number of people is placed, or of pledges kept."""
    now, before = changes.new.solution.persons_placed, changes.kept.persons_placed
    if not changes.kept.ok:
        return t("changed.broken")
    return t("changed.others_placed", now=now, before=before) if now != before else t("changed.pledges")


def _place(ags: Ags | None) -> str:
    return t("plan.unplaced") if ags is None else plain(here().cohort_data.name(ags))


def _keep_old() -> None:
    """Keep the earlier plan under the new weights: its placements become pins."""
    changes = current_plan.changes()
    if changes is not None:
        decisions.pin_plan(changes.old)
