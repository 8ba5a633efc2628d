"""What came of a workshop in words: where a room differs, what difference it makes, what each plan costs."""

from collections.abc import Callable, Mapping, Sequence

from rematch.texts import number, percent, say
from rematch.workshop.difference import DifferenceTold
from rematch.workshop.group_plans import GroupFigures
from rematch.workshop.spread import GroupMiddle, GroupSpread, MovedOpinion

LITTLE, SOME = 0.02, 0.1
"""What the ballot loses that loses most, a share: up to here the difference is called little, and some."""
FIGURES: dict[str, Callable[[GroupFigures], float | None]] = {
    "greatest": lambda one: one.greatest,
    "mean": lambda one: one.mean,
    "worst_off": lambda one: one.worst_off,
    "placed": lambda one: one.persons_placed,
    "moved": lambda one: one.moved,
}
"""What is told of a plan of the group, row by row."""


def foremost(spread: Sequence[GroupSpread], labels: Mapping[str, str], lang: str) -> str:
    """On what the room differs most and least."""
    most, least = spread[0], spread[-1]
    if not most.disagreement:
        return say("opinions.agreed", lang)
    return say(
        "opinions.foremost",
        lang,
        most=labels[most.group],
        lower=number(most.lower, lang),
        upper=number(most.upper, lang),
        least=labels[least.group],
    )


def moved_words(moved: Sequence[MovedOpinion], lang: str) -> str:
    """How far answers moved since the round before; nothing where too few voted in both to tell."""
    changes = [one.change for one in moved if one.change is not None]
    if not changes:
        return ""
    return say("opinions.moved", lang, points=number(sum(changes) / len(changes), lang, 1))


def middle_words(one: GroupMiddle, lang: str) -> str:
    """A median with the middle half beside it."""
    lower, median, upper = (number(value, lang) for value in (one.lower, one.median, one.upper))
    return say("opinions.middle", lang, lower=lower, median=median, upper=upper)


def headline(told: DifferenceTold, lang: str) -> str:
    """Whether it matters whose ballot decides: little, some or much."""
    size = "little" if told.greatest <= LITTLE else "some" if told.greatest <= SOME else "much"
    return say(f"difference.{size}", lang)


def difference_words(told: DifferenceTold, lang: str) -> str:
    """The numbers behind it."""
    lost = say(
        "difference.lost",
        lang,
        ballots=number(told.ballots, lang),
        plans=number(told.plans, lang),
        mean=percent(told.mean, lang, 1),
        greatest=percent(told.greatest, lang, 1),
    )
    alike = say(
        "difference.alike",
        lang,
        alike=number(told.alike, lang),
        households=number(told.households, lang),
    )
    return f"{lost} {alike}"


def figure_words(one: GroupFigures, figure: str, lang: str) -> str:
    """One figure of a plan."""
    if figure == "placed":
        return _of(one.persons_placed, one.persons, lang)
    if figure == "moved":
        return _of(one.moved, one.households, lang)
    return percent(FIGURES[figure](one), lang, 1)


def proven_words(one: GroupFigures, lang: str) -> str:
    """Whether no plan is better by what it is chosen by, or how far it is from that at most."""
    if one.proven:
        return say("plans.proven", lang)
    return say("plans.gap", lang, gap=percent(one.gap, lang, 1, bound="upper"))


def plan_lines(plans: Sequence[GroupFigures], lang: str) -> list[list[str]]:
    """A line a figure: its name, then each plan's; the last says how far each is proven."""
    lines = [
        [say(f"plans.row.{name}", lang), *(figure_words(one, name, lang) for one in plans)]
        for name in FIGURES
    ]
    proof = [say("plans.row.proof", lang), *(proven_words(one, lang) for one in plans)]
    return [*lines, proof]


def _of(count: int, of_all: int, lang: str) -> str:
    return say("plans.of", lang, count=number(count, lang), all=number(of_all, lang))
