"""What was decided and why, for the coordinator's files: unlike on screen, texts stand as they were given."""

from typing import Any

from rematch.model import HouseholdId
from rematch.report.wording.words import criterion_label, resource_label
from rematch.scenario import Scenario
from rematch.service.working import Decision, decisions
from rematch.ui.session.plan.decisions import marks
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import moment, number, t
from rematch.ui.working.item_words import in_force, reason_words

Row = dict[str, str | None]


def present(scenario: Scenario) -> tuple[Decision, ...]:
    """Every departure from the catalogue, with who decided it in the working session, when and why."""
    session = state.working_session()
    shown = in_force(scenario)
    made = decisions(scenario, () if session is None else session.steps)
    return tuple(one for one in made if one.key in shown)


def by_household(scenario: Scenario, made: tuple[Decision, ...]) -> dict[HouseholdId, tuple[str, str]]:
    """What was decided about each household, and the reasons."""
    reasons: dict[str, list[str]] = {}
    for one in made:
        if one.key[0] in ("pins", "vetoes", "apart", "not_this_round") and one.reason:
            for household in one.key[1:2] if one.key[0] != "apart" else one.key[1:]:
                reasons.setdefault(household, []).append(reason_words(one.reason))
    return {
        household: (
            ", ".join(t(f"mark.{mark}") for mark in dict.fromkeys(found)),
            "; ".join(reasons.get(household, [])),
        )
        for household, found in marks(scenario).items()
    }


def rows(made: tuple[Decision, ...]) -> list[Row]:
    """One row for each decision: its kind, what it is about, its value, the reason, by whom and when."""
    return [
        {
            t("decided.kind"): t(f"working.part.{one.key[0]}"),
            t("decided.about"): ", ".join(_name(name) for name in one.key[1:]),
            t("decided.value"): _value(one.value),
            t("column.reason"): reason_words(one.reason),
            t("decided.by"): one.by,
            t("decided.at"): None if one.at is None else moment(one.at),
        }
        for one in made
    ]


def _name(name: str) -> str:
    """A municipality's, a criterion's or a resource's name; a household's id as it is."""
    catalogue, lang = here().catalogue, state.language()
    if name in here().profiles.names:
        return here().profiles.names[name]
    if name in catalogue.by_id:
        return criterion_label(name, catalogue, lang)
    if name in catalogue.resource_by_id:
        return resource_label(name, catalogue, lang)  # type: ignore[arg-type]
    return name


def _value(value: Any) -> str:
    if value is True:
        return t("evidence.yes")
    if value is False:
        return t("evidence.no")
    if isinstance(value, str):
        return _name(value)
    return number(value, 0 if float(value).is_integer() else 2)
