"""What changed: who moved since the last step or an earlier plan, from where to where, and why."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, cast

import streamlit as st

from rematch.model import Ags
from rematch.report.wording.words import criterion_label
from rematch.service.explanation import Causes, SliderMove, causes
from rematch.service.session import Chain, Changes, Move, PlanReport, chains
from rematch.ui.components import clickable
from rematch.ui.markup import Html, joined, listed, safe, told
from rematch.ui.session import current_plan
from rematch.ui.session.deciding import reference
from rematch.ui.session.plan import decisions
from rematch.ui.shell import memory, state
from rematch.ui.shell.context import here
from rematch.ui.words import percent, signed, t

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

KEY = "movers"
MOVES_SHOWN = 10
"""Moves told at once; chains beyond are behind a button."""
STEP, SINCE = ("changed.moved", "changed.nobody"), ("changed.elsewhere", "changed.same")
"""What is said of somebody and of nobody: of the last step, and of all since an earlier plan."""
SEVERAL = 3
"""Moves from which on it is counted who fares better and who worse."""


def place() -> "tuple[DeltaGenerator, DeltaGenerator]":
    """The box, and in it the line for the first answer, which the account of the step then replaces."""
    box = st.container(border=True, key="changed", gap="small")
    return box, box.empty()


def first_answer(line: "DeltaGenerator", share: float | None) -> None:
    """At once, before any solve: how far the plan on screen is from the best at most now."""
    line.html(_first(share))


def at_first(share: float | None) -> dict[str, object]:
    """The same in the first line of the account of the step before."""
    return {KEY: {"line": _first(share)}}


def _first(share: float | None) -> Html:
    words = told("changed.solving")
    if share is not None:
        words = joined(told("changed.within", share=percent(share, 2, bound="upper")), words)
    return Html(f'<p class="first">{words}</p>')


def panel(box: "DeltaGenerator", line: "DeltaGenerator", report: PlanReport, changes: Changes | None) -> None:
    """How many moved and what keeping the old plan would cost, the cause, then the moves as chains."""
    line.empty()
    with box:
        if changes is None:
            words = told("changed.first" if current_plan.in_force(report) else "changed.refused")
            clickable.piece(f"<p>{words}</p>", KEY)
            reference.box(report)
            return
        clickable.piece(_account(changes), KEY)
        with st.container(horizontal=True, gap="small"):
            _further(changes)
            reference.box(report)


def pieces(changes: Changes) -> dict[str, object]:
    """The account of a step as it is drawn, by its key."""
    return {KEY: {"html": _account(changes)}}


def _account(changes: Changes) -> Html:
    """The cause of the last step alone: from an earlier plan too much has changed at once."""
    which = reference.which()
    why = _causes(changes) if which == "last" else None
    told_now, _ = _at_once(chains(changes))
    moves = _list(told_now, why) if told_now else ""
    return Html(f"<p>{_summary(changes, why, which)}</p>{moves}")


def _further(changes: Changes) -> None:
    """The moves that are not told at once, and the way back to the old plan."""
    which = reference.which()
    _, more = _at_once(chains(changes))
    if more:
        why = _causes(changes) if which == "last" else None
        count = sum(len(chain.moves) for chain in more)
        with st.popover(t("changed.more", count=count), key="more_changes", on_change="rerun") as opened:
            if opened.open:
                clickable.piece(_list(more, why), "movers_more")
    if changes.moves and changes.kept.ok:
        st.button(
            t(f"changed.keep.{which}"),
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


def _list(found: Sequence[Chain], why: Causes | None) -> Html:
    return Html(f'<ul class="movers">{"".join(_chain(chain, why) for chain in found)}</ul>')


def _chain(chain: Chain, why: Causes | None) -> str:
    """Who moves, and below it, step by step, who makes room for them."""
    first, *rest = chain.moves
    steps = [_told("changed.makes_room", move, why) for move in rest]
    if chain.closed and rest:
        steps.append(told("changed.ring", household=first.household))
    below = f"<ul>{''.join(f'<li>{step}</li>' for step in steps)}</ul>" if steps else ""
    return f"<li>{_told('changed.move', first, why)}{below}</li>"


def _told(code: str, move: Move, why: Causes | None) -> Html:
    """One household's move: from where to where, what it wins or loses, and why as far as it is known."""
    before, after = _place(move.before), _place(move.after)
    name = clickable.button(move.household, safe(move.household), t("changed.open"))
    words = told(code, household=name, count=move.persons, before=before, after=after)
    if move.fit_before is not None and move.fit_after is not None:
        fits = {"before": percent(move.fit_before), "after": percent(move.fit_after)}
        gain = told("changed.fits", points=signed(100 * move.gain, 1), **fits)
        words = Html(f'{words} <span class="quiet">({gain})</span>')
    if move.ordered is not None:
        return Html(f"{words} – {told(f'changed.ordered.{move.ordered}', place=before)}")
    if why is None or not why.tried or len(why.sliders) == 1:
        return words
    slider = why.of.get(move.household)
    cause = told("changed.interplay") if slider is None else told("changed.since", name=_name(slider))
    return Html(f"{words} – {cause}")


def _summary(changes: Changes, why: Causes | None, which: str) -> Html:
    """Who moved, what the old plan is worth now, and the cause where it may be named."""
    some, none = STEP if which == "last" else SINCE
    moved = told(some if changes.moves else none, count=len(changes.moves))
    said = [Html(f"<strong>{moved}</strong>")]
    if changes.moves:
        said += [_balance(changes), _worth(changes, which), _cause_of_all(why)]
        said += [told("changed.reweighed")] if changes.reweighed else []
    if changes.rehoused:
        said.append(told("changed.rehoused", count=len(changes.rehoused)))
    if changes.served:
        said.append(told("changed.served", count=len(changes.served)))
    return joined(*said)


def _balance(changes: Changes) -> Html:
    """How many of those who move fare better and worse by what is shown of it."""
    gains = [round(100 * move.gain, 1) for move in changes.moves if None not in (move.before, move.after)]
    if len(gains) < SEVERAL:
        return Html()
    return told("changed.balance", better=sum(one > 0 for one in gains), worse=sum(one < 0 for one in gains))


def _cause_of_all(why: Causes | None) -> Html:
    if why is None:
        return Html()
    if len(why.sliders) == 1:
        return told("changed.because", what=_slider(why.sliders[0]))
    if not why.tried:
        return told("changed.untried", count=len(why.sliders))
    return told("changed.sliders", what=listed(_slider(slider) for slider in why.sliders))


def _slider(moved: SliderMove) -> Html:
    """What counts more or less now, with both numbers."""
    way = "more" if moved.after > moved.before else "less"
    both = {"before": percent(moved.before, 1), "after": percent(moved.after, 1)}
    if moved.kind == "town_share":
        return told(f"changed.town.{way}", **both)
    return told(f"changed.counts.{way}", name=_name(moved), **both)


def _name(moved: SliderMove) -> str:
    if moved.kind == "town_share":
        return t("changed.town")
    if moved.kind == "criterion":
        return criterion_label(moved.name, here().catalogue, state.language())
    group = next(one for one in here().catalogue.groups if one.id == moved.name)
    return group.label.in_(state.language())


def _worth(changes: Changes, which: str) -> Html:
    """How far below the best the old plan would be now, where the two can be compared."""
    name = t(f"changed.which.{which}")
    if changes.regret is None:
        return _not_comparable(changes, name)
    words = told("changed.regret", plan=name, share=percent(changes.regret, 2, bound="upper"))
    return words if which != "last" or changes.attributable else joined(words, told("changed.no_cause"))


def _not_comparable(changes: Changes, name: str) -> Html:
    """Whether the old plan breaks a rule now, or another number of people is placed, or of pledges kept."""
    now, before = changes.new.solution.persons_placed, changes.kept.persons_placed
    if not changes.kept.ok:
        return told("changed.broken", plan=name)
    return told("changed.others_placed", now=now, before=before) if now != before else told("changed.pledges")


def _place(ags: Ags | None) -> str:
    return t("plan.unplaced") if ags is None else here().cohort_data.name(ags)


def _keep_old() -> None:
    """Keep the earlier plan under the new weights: its placements become pins."""
    changes = reference.changes()
    if changes is not None:
        decisions.pin_plan(changes.old)
