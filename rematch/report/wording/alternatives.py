"""Why not there as words: verdict, gains and losses, cost, who would move, what more room would bring."""

from collections.abc import Iterable
from math import isfinite
from typing import TYPE_CHECKING

from rematch.explain import WhyNot, WhyNotKind
from rematch.instance import MatchingInstance
from rematch.report.wording.balance import balance_lines, balance_words, wish_rank
from rematch.report.wording.words import fit_words, reason_words, resource_label, units
from rematch.texts import number, percent, say, signed

if TYPE_CHECKING:
    from rematch.model import Ags
    from rematch.planning.changes import Move
    from rematch.planning.report import PlanReport
    from rematch.whatif.alternatives.alternatives import Alternative, Worth
    from rematch.whatif.alternatives.forced_assignment import ForcedAssignment

COLUMNS = ("municipality", "verdict", "fit_there", "at_least", "cost", "others_move", "obstacle")
WORSE = 5e-4
NAMED, BRIEFLY = 6, 2
"""Criteria named as better or worse, and where there is room for few words; a wish comes on top."""
NOTHING = "–"
DIGITS = 2

Words = dict[str, str]


def verdict_sentence(answer: WhyNot, instance: MatchingInstance, lang: str) -> str:
    """Which of the kinds of answer it is, and which wish of the household where it is one."""
    kind = "pinned.partner" if answer.kind == "pinned" and answer.partner else answer.kind
    place = _name(instance, answer.ags)
    if kind == "pinned.partner":
        words = say("why.not.pinned.partner", lang, municipality=place, partner=answer.partner)
    else:
        words = say(f"why.not.{answer.kind}", lang, municipality=place, partner=answer.partner or "")
    rank = wish_rank(answer, instance)
    return words if rank is None else f"{words} {say('why.not.wish', lang, rank=rank)}"


def obstacles(answer: WhyNot, instance: MatchingInstance, lang: str, named: int = NAMED) -> list[str]:
    """The hard rules that fail, what is short where that decides, then what is better there and what worse.

    `named` criteria by name; 1 or 2 make one line of it.
    """
    lines = [reason_words(reason, instance.catalogue, lang) for reason in answer.reasons]
    full = answer.kind == WhyNotKind.FULL
    for resource, needed, free in answer.short if full else ():
        needs, has = (number(count, lang) for count in (needed, free))
        label = resource_label(resource, instance.catalogue, lang)
        lines.append(say("why.not.short", lang, resource=label, needed=needs, free=has))
    types = () if instance.homes is None else instance.homes.types
    if full and sum(resource in types for resource, _, _ in answer.short) > 1:
        lines.append(say("why.not.one_type", lang))
    tell = balance_lines if named > BRIEFLY else balance_words
    return [*lines, *tell(answer, instance, lang, named)]


def fits_sentence(answer: WhyNot, lang: str) -> str | None:
    """The fit there, with what the plan leaves there, and here; None where the household cannot go there."""
    if answer.there is None:
        return None
    there = fit_words(*answer.there, lang)
    words = say("why.not.fit_there", lang, there=there)
    if answer.now is not None:
        here = fit_words(*answer.now, lang)
        words = say("why.not.fits", lang, there=there, here=here)
    left = None if answer.fit_left is None else percent(answer.fit_left, lang, 1)
    if left is None or left == percent(answer.there.value, lang, 1):
        return words
    return f"{words} {say('why.not.fit_left', lang, left=left)}"


def elsewhere_rows(
    instance: MatchingInstance,
    places: "Iterable[Alternative]",
    narrowed: "dict[Ags, ForcedAssignment]",
    lang: str,
) -> list[Words]:
    """One row per other municipality with the columns COLUMNS, in the order given."""
    rows = []
    for place in places:
        answer, forced = place.answer, narrowed.get(place.answer.ags)
        against = obstacles(answer, instance, lang, BRIEFLY)
        rows.append(
            {
                "municipality": _name(instance, answer.ags),
                "verdict": say(f"why.verdict.{answer.kind}", lang),
                "fit_there": fit_words(*answer.there, lang) if answer.there else percent(None, lang),
                "at_least": number(place.at_least, lang, DIGITS, bound="lower"),
                "cost": cost_words(forced, lang) if forced else "",
                "others_move": number(len(forced.moves), lang) if forced and forced.possible else "",
                "obstacle": " ".join(_ended(line) for line in against) or NOTHING,
            }
        )
    return rows


def _ended(line: str) -> str:
    return line if line.endswith(".") else f"{line}."


def at_least_sentence(place: "Alternative", lang: str) -> str | None:
    """What follows from the plan's proof alone; None where a rule or a decision stands against it."""
    if place.answer.barred:
        return None
    if place.at_least is None:
        return say("why.at_least.never", lang)
    cost = number(place.at_least, lang, DIGITS, bound="lower")
    if cost == number(0, lang, DIGITS):
        return say("why.at_least.nothing", lang)
    return say("why.at_least", lang, cost=cost)


def cost_words(forced: "ForcedAssignment", lang: str) -> str:
    """The range in a few words; persons before pledges before value."""
    if not forced.possible:
        return say("why.short.fairness" if forced.prevented == "fairness" else "why.short.rule", lang)
    if forced.persons_lost:
        return say("why.short.persons", lang, count=forced.persons_lost)
    if forced.cost_low is None:
        return say("why.short.pledged", lang)
    if forced.exact:
        return say("why.short.exact", lang, cost=number(forced.cost_high, lang, DIGITS))
    low, high = _range(forced.cost_low, forced.cost_high, lang)
    found = number(forced.found_worse, lang, DIGITS)
    return say("why.short.range", lang, low=low, high=high, found=found)


def cost_sentences(forced: "ForcedAssignment", report: "PlanReport", lang: str) -> list[str]:
    """What the plan would lose with the household there, and how many others would move."""
    if not forced.possible:
        return [_prevented(forced, report, lang)]
    lines = _lost(forced, report, lang)
    return [*lines, say("why.forced.moves", lang, count=len(forced.moves))]


def _prevented(forced: "ForcedAssignment", report: "PlanReport", lang: str) -> str:
    if forced.prevented != "fairness":
        return say("why.forced.impossible", lang)
    exact = report.work_limit is None
    return say("why.forced.fairness" if exact else "why.forced.fairness_limited", lang)


def _lost(forced: "ForcedAssignment", report: "PlanReport", lang: str) -> list[str]:
    if forced.persons_lost > forced.persons_certain:
        return [say("why.forced.persons_found", lang, count=forced.persons_lost)]
    if forced.persons_lost:
        return [say("why.forced.persons", lang, count=forced.persons_lost)]
    if forced.cost_low is None or forced.cost_high is None:
        return [say("why.forced.pledged", lang, count=round(forced.pledged_lost))]
    if forced.exact:
        share = percent(forced.cost_high / max(1e-9, abs(report.solution.objective)), lang, 2)
        return [say("why.forced.exact", lang, cost=number(forced.cost_high, lang, DIGITS), share=share)]
    low, high = _range(forced.cost_low, forced.cost_high, lang)
    words = [say("why.forced.range", lang, low=low, high=high)]
    if forced.within_gap:
        words.append(say("why.forced.open", lang))
    return [*words, *_beside_the_screen(forced, lang)]


def _range(low: float | None, high: float | None, lang: str) -> tuple[str, str]:
    """Both ends of what is proven, each rounded outward."""
    return number(low, lang, DIGITS, bound="lower"), number(high, lang, DIGITS, bound="upper")


def _beside_the_screen(forced: "ForcedAssignment", lang: str) -> list[str]:
    """The plan found beside the one on screen, whatever is unproven of both."""
    worse = forced.found_worse
    if worse is None:
        return []
    code = "why.forced.found_worse" if worse >= 0 else "why.forced.found_better"
    return [say(code, lang, difference=number(abs(worse), lang, DIGITS))]


def move_rows(instance: MatchingInstance, moves: "Iterable[Move]", lang: str) -> list[Words]:
    """Who would move, and what it would cost them: one row per household."""
    return [
        {
            "household": move.household,
            "persons": number(move.persons, lang),
            "from_place": _name(instance, move.before) if move.before else say("plan.unplaced", lang),
            "to_place": _name(instance, move.after) if move.after else say("plan.unplaced", lang),
            "fit_now": percent(move.fit_before, lang, 1),
            "fit_then": percent(move.fit_after, lang, 1),
            "fit_change": NOTHING
            if move.fit_before is None or move.fit_after is None
            else signed(move.fit_after - move.fit_before, lang, 1, share=True),
        }
        for move in moves
    ]


def worth_sentences(worth: "Worth", instance: MatchingInstance, lang: str) -> list[str]:
    """What the missing units would bring, by solving again and by the certificate's price."""
    extra = worth.extra
    more = units(worth.resource, extra.units, instance.catalogue, lang)
    resource = resource_label(worth.resource, instance.catalogue, lang)
    at_most = number(worth.price, lang, DIGITS, bound="upper")
    price = [say("why.more.price", lang, resource=resource, price=at_most)] if isfinite(worth.price) else []
    if extra.persons:
        return [say("why.more.persons", lang, more=more, count=extra.persons)]
    if extra.gain_low is None or extra.gain_high is None:
        return [say("why.more.pledged", lang, more=more, count=round(extra.pledged))]
    if extra.exact and extra.gain_high < WORSE:
        return [say("why.more.nothing", lang, more=more)]
    if extra.exact:
        return [say("why.more.exact", lang, more=more, gain=number(extra.gain_high, lang, DIGITS)), *price]
    low, high = _range(extra.gain_low, extra.gain_high, lang)
    return [say("why.more.range", lang, more=more, low=low, high=high), *price]


def _name(instance: MatchingInstance, ags: "Ags") -> str:
    return instance.cohort_data.name(ags)
