"""What is in force, item by item, in words."""

import datetime
from typing import Any

from rematch.model import Ags, CriterionId, ResourceId
from rematch.report.wording.words import resource_label
from rematch.scenario import Scenario
from rematch.service.criteria import is_on
from rematch.service.working import Key, LiveSession, SessionStep, SessionSummary, items
from rematch.ui.shell.context import here
from rematch.ui.shell.state import language
from rematch.ui.words import listing, moment, number, percent, plain, t, time_of_day
from rematch.ui.working import seat

REASONS = ("spoken", "family", "safety", "agreed", "trial", "other")
"""Reasons to pick from, as text codes `pin.reason.*`; own words stand as they were written."""
REASON_LENGTH = 200
"""Characters of a reason in own words."""
PARTS = (
    *("pins", "vetoes", "apart", "not_this_round", "closed", "limits", "pledges"),
    *("weights", "groups", "switches", "policy", "seed", "held"),
)
"""The parts of a scenario, in the order in which they are listed."""
PERCENT = {"town_share": "town.share", "fairness_share": "policy.fairness_share"}
NUMBERS = {
    "kappa": "working.item.kappa",
    "fairness_depth": "policy.fairness_depth",
    "exclusions_without_reason": "policy.exclusions",
}


def in_force(scenario: Scenario) -> dict[Key, Any]:
    """What departs from the catalogue and from what municipalities stated, in the order it is listed in."""
    found = {key: value for key, value in items(scenario).items() if not _usual(key, value)}
    return dict(sorted(found.items(), key=lambda item: PARTS.index(item[0][0])))


def _usual(key: Key, value: Any) -> bool:
    part, *names = key
    if part == "groups":
        return bool(value == 1)
    if part not in ("weights", "switches"):
        return False
    criterion = here().catalogue.by_id[CriterionId(names[0])]
    if part == "weights":
        return bool(value == criterion.weight)
    return bool(value == is_on(criterion, Scenario(), here().profiles.cohort))


def words(key: Key, value: Any) -> str:
    """One item as a line of its part's list."""
    part, *names = key
    if part in ("pins", "vetoes"):
        ags = value.ags
        return t(f"working.item.{part}", household=plain(names[0]), municipality=_town(ags))
    if part == "apart":
        return t("working.item.apart", households=listing(map(plain, names)))
    if part in ("not_this_round", "closed"):
        return _town(names[0]) if part == "closed" else plain(names[0])
    if part in ("limits", "pledges"):
        return _limit_words(part, names, value)
    if part == "policy":
        return _policy_words(names[0], value)
    if part == "held":
        return t("working.item.held", share=percent(value.share), count=len(value.prices))
    return number(value) if part == "seed" else _slider_words(part, names[0], value)


def _limit_words(part: str, names: list[str], value: float) -> str:
    place = next(one for one in here().profiles.municipalities if one.ags == names[0])
    if part == "pledges":
        stated: float | None = place.pledge_min
        return t(
            "working.item.pledges", municipality=plain(place.name), units=number(value), stated=number(stated)
        )
    stated = place.capacity.get(ResourceId(names[1]))
    resource = plain(resource_label(ResourceId(names[1]), here().catalogue, language()))
    numbers = {"units": number(value), "stated": number(stated)}
    return t("working.item.limits", municipality=plain(place.name), resource=resource, **numbers)


def _slider_words(part: str, name: str, value: Any) -> str:
    if part == "groups":
        group = next(one for one in here().catalogue.groups if one.id == name)
        label, usual = group.label, 1.0
    else:
        criterion = here().catalogue.by_id[CriterionId(name)]
        label, usual = criterion.label, criterion.weight
    called = plain(label.in_(language()))
    if part == "switches":
        return t(f"working.item.{'on' if value else 'off'}", name=called)
    return t("working.item.weight", name=called, value=number(value, 1), usual=number(usual, 1))


def _policy_words(field: str, value: Any) -> str:
    if field in PERCENT:
        return t("working.item.policy", name=t(PERCENT[field]), value=percent(value))
    if field == "prefer_few_changes":
        return t("working.item.few_changes", points=number(100 * value, 1))
    if field in NUMBERS:
        digits = 0 if isinstance(value, int) else 2
        return t("working.item.policy", name=t(NUMBERS[field]), value=number(value, digits))
    return t("working.item.policy", name=t(f"policy.{field}"), value=t(f"policy.{field}.{value}"))


def reason_of(scenario: Scenario, key: Key, step: SessionStep | None) -> str:
    """Why, in the words that were given: with the pin or the veto itself, else with the step that made it."""
    own: dict[Key, str] = {("pins", pin.household): pin.reason for pin in scenario.pins}
    own |= {("vetoes", veto.household, veto.ags): veto.reason for veto in scenario.vetoes}
    given = own.get(key) or (step.reason if step is not None else "")
    return plain(reason_words(given))


def reason_words(given: str) -> str:
    """A reason that was picked in the reader's language, own words as they were written."""
    return t(f"pin.reason.{given}") if given in REASONS else given


def by(one: str, name: str) -> str:
    """Whose a step was, after a moment."""
    if not one:
        return t("working.by.nobody")
    if one == seat.hand().seat:
        return t("working.by.you")
    return t("working.by.name", name=plain(name)) if name else t("working.by.other")


def who(step: SessionStep) -> str:
    """Whose a step was, at the beginning of a sentence."""
    if step.seat == seat.hand().seat:
        return t("working.who.you")
    return t("working.who.name", name=plain(step.by)) if step.by else t("working.who.other")


def when(at: datetime.datetime) -> str:
    """The time of a moment today, with the day of an earlier one."""
    today = datetime.datetime.now().astimezone().date()
    return time_of_day(at) if at.astimezone().date() == today else moment(at)


def called(session: "SessionSummary | LiveSession") -> str:
    """A session's name, or its number."""
    row = session.row if isinstance(session, LiveSession) else session
    if row.name:
        return t("working.named", name=plain(row.name))
    return t("working.unnamed", number=row.number)


def _town(ags: str) -> str:
    return plain(here().cohort_data.name(Ags(ags)))
