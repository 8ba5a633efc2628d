"""What is said of the session for those who hear it: the step, the household, the municipality looked at."""

from rematch.model import Ags
from rematch.service.session import Changes, PlanReport
from rematch.ui.access import live
from rematch.ui.session import current_plan
from rematch.ui.shell import state
from rematch.ui.words import number, percent, t
from rematch.ui.working import item_words

MOST_NAMED = 2
"""Decisions of one step that are said one by one."""


def tell(report: PlanReport) -> None:
    """What this run has on screen that the last one had not."""
    changes = current_plan.changes()
    if changes is not None:
        live.tell("plan", (changes.old.identity, changes.new.identity), _step(changes))
    _household(report)
    _place(report)


def _step(changes: Changes) -> str:
    """What was decided or taken back, how many move, and the figures."""
    now = changes.new.figures
    moved = t("changed.moved", count=len(changes.moves)) if changes.moves else t("changed.nobody")
    figures = t("live.figures", placed=now.persons_placed, persons=now.persons, fit=percent(now.mean_fit, 1))
    return " ".join(part for part in (_decided(changes), moved, figures) if part)


def _decided(changes: Changes) -> str:
    before, after = (item_words.in_force(one.scenario) for one in (changes.old, changes.new))
    new = [key for key in after if before.get(key) != after[key]]
    gone = [key for key in before if key not in after]
    if len(new) + len(gone) > MOST_NAMED:
        return t("live.changes", count=len(new) + len(gone))
    said = [t("live.new", what=item_words.words(key, after[key])) for key in new]
    return " ".join(said + [t("live.gone", what=item_words.words(key, before[key])) for key in gone])


def _household(report: PlanReport) -> None:
    chosen = state.selected_household()
    line = next((line for line in report.placements if line.household == chosen), None)
    if line is None:
        live.tell("household", None, "")
        return
    if line.ags is None:
        words = t("live.nowhere", household=line.household)
    else:
        town = report.instance.cohort_data.name(line.ags)
        words = t("live.household", household=line.household, municipality=town, fit=percent(line.fit, 1))
    live.tell("household", line.household, words)


def _place(report: PlanReport) -> None:
    chosen: Ags | None = state.selected_ags()
    load = next((load for load in report.loads if load.ags == chosen), None)
    if load is None:
        live.tell("place", None, "")
        return
    persons = load.resources[0]
    said = {"municipality": load.name, "used": number(persons.used)}
    if persons.capacity is None:
        words = t("live.open_ended", **said)
    else:
        words = t("live.place", **said, capacity=number(persons.capacity))
    live.tell("place", chosen, words)
