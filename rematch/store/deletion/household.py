"""One household erased: from every state of its cohort, from runs, sessions, scenarios and questionnaires.

What was decided about the others stays. Runs it was in can no longer be checked, and say so; releases stay
as municipalities saw them: they hold no single household.
"""

import json
from collections.abc import Callable
from itertools import count
from typing import Any

from rematch.base_fields import LINKS
from rematch.identity import names_it, without_it
from rematch.model import CohortId, HouseholdId, Profiles, Viewer
from rematch.scenario import Scenario
from rematch.store import journal, profiles
from rematch.store.database import Row, Statements
from rematch.store.deletion.mappings import unquote_mappings
from rematch.store.deletion.suppression_list import suppress
from rematch.store.process.erasing import erased_from_process, origins_of

_BY_HOUSEHOLD = ("start", "previous", "units", "previous_units", "served")
"""Parts of a run's record that have an entry for each household."""
_BETWEEN = "|"
"""Between the ids in a cell of links."""


def households_kept(statements: Statements, cohort: CohortId) -> set[HouseholdId]:
    """Everybody of whom something is kept, in any state of the profiles or in a questionnaire."""
    versions = statements.run("datasets_of_cohort", cohort=cohort)
    states = [profiles.select(statements, cohort, version["data"]) for version in versions]
    contents = [json.loads(row["content"]) for row in statements.run("forms", cohort=cohort)]
    in_states = {one.id for state in states if state is not None for one in state.households}
    return in_states | {HouseholdId(id) for content in contents for id in _subjects(content) if id}


def household_erased(
    statements: Statements, cohort: CohortId, household: HouseholdId, viewer: Viewer
) -> bool:
    """Whether anything of it was kept; it is gone from every table then, and suppressed.

    So is the household it was a part of: what is kept of that one is about these people, too.
    """
    known = statements.one("cohort", cohort=cohort)
    if known is None:
        return False
    earlier = origins_of(statements, cohort, household)
    found = [_from_everywhere(statements, cohort, one) for one in (household, *earlier)]
    if not any(found):
        return False
    unquote_mappings(statements, cohort)
    statements.run("delete_corrections", cohort=cohort)
    journal.append(statements, viewer, "erased", token=known["token"], details={"households": 1})
    return True


def _from_everywhere(statements: Statements, cohort: CohortId, household: HouseholdId) -> bool:
    versions = statements.run("datasets_of_cohort", cohort=cohort)
    kept = [_from_version(statements, cohort, household, version) for version in versions]
    kept += [_from_forms(statements, cohort, household)]
    if not any(kept):
        return False
    _from_runs(statements, cohort, household)
    _from_scenarios(statements, cohort, household)
    _from_sessions(statements, cohort, household)
    erased_from_process(statements, cohort, household)
    suppress(statements, cohort, household)
    return True


def _from_version(statements: Statements, cohort: CohortId, household: HouseholdId, version: Row) -> bool:
    """A state of the profiles without it, under the fingerprint it has now."""
    before = profiles.select(statements, cohort, version["data"])
    if before is None or household not in {one.id for one in before.households}:
        return False
    after = before.model_copy(
        update={"households": tuple(_unlinked(h, household) for h in before.households if h.id != household)}
    )
    data = profiles.profiles_fingerprint(after)
    statements.delete_version(cohort, version["data"])
    if not statements.one("has_dataset", cohort=cohort, data=data):
        _insert(statements, after, version | {"data": data})
    statements.move_version(cohort, version["data"], data)
    return True


def _unlinked(one: Any, household: HouseholdId) -> Any:
    links = {part: tuple(id for id in getattr(one, part) if id != household) for part in LINKS}
    return one.model_copy(update=links)


def _insert(statements: Statements, after: Profiles, version: Row) -> None:
    counts = {"persons": after.persons, "households": len(after.households)}
    statements.run("insert_dataset", **(version | counts))
    profiles.insert(statements, after, version["data"])


def _from_runs(statements: Statements, cohort: CohortId, household: HouseholdId) -> None:
    """Plans without its place; the prices that proved them are of another problem now."""
    for row in statements.run("contents_of_runs", cohort=cohort, household=household):
        content, data = json.loads(row["content"]), row["data_fingerprint"]
        moved = content["data_fingerprint"] != data
        if not (moved or row["placed"] or f'"{household}"' in row["content"]):
            continue
        for part in _BY_HOUSEHOLD:
            if isinstance(content.get(part), dict):
                content[part].pop(household, None)
        scenario = _without(content["scenario"], household)
        erased = content.get("erased", 0) + 1
        content |= {"data_fingerprint": data, "scenario": scenario, "prices": None, "erased": erased}
        statements.run(
            "set_run",
            run=row["run"],
            content=json.dumps(content, ensure_ascii=False),
            scenario=Scenario.from_json(json.dumps(scenario)).fingerprint,
        )
        for proof in statements.run("proofs_to_edit", run=row["run"]):
            text = json.dumps(json.loads(proof["content"]) | {"prices": None}, ensure_ascii=False)
            statements.run("set_proof", run=row["run"], seq=proof["seq"], content=text)
    statements.run("delete_assignments", cohort=cohort, household=household)


def _from_scenarios(statements: Statements, cohort: CohortId, household: HouseholdId) -> None:
    for row in statements.run("scenarios", cohort=cohort):
        content = json.dumps(_without(json.loads(row["content"]), household), ensure_ascii=False)
        statements.run("set_scenario", cohort=cohort, name=row["name"], content=content)
    names = {row["name"] for row in statements.run("scenarios", cohort=cohort)}
    for before in sorted(name for name in names if names_it(name, household)):
        bare = without_it(before, household)
        spare = (bare if at == 1 else f"{bare} {at}" for at in count(1))
        name = next(name for name in spare if name not in names)
        names.add(name)
        statements.run("rename_scenario", cohort=cohort, before=before, name=name)


def _from_sessions(statements: Statements, cohort: CohortId, household: HouseholdId) -> None:
    """Decisions about it are there as steps, without what they were and why; no other reason names it."""
    for session in statements.run("working_sessions", cohort=cohort):
        before = json.loads(session["begun"])
        begun = json.dumps(_without(before, household), ensure_ascii=False)
        called = {part: without_it(session[part], household) for part in ("name", "reference")}
        statements.run("set_begun", number=session["number"], begun=begun, **called)
        for step in statements.run("session_steps", number=session["number"]):
            after = json.loads(step["after"])
            about = _about(before, household) != _about(after, household)
            statements.run(
                "set_step",
                session=session["number"],
                step=step["number"],
                reason="" if about else without_it(step["reason"], household),
                after=json.dumps(_without(after, household), ensure_ascii=False),
            )
            before = after


def _from_forms(statements: Statements, cohort: CohortId, household: HouseholdId) -> bool:
    """Its questionnaires, and links to it in those of others; whether there were any of its own."""
    own = False
    for row in statements.run("forms", cohort=cohort):
        content = json.loads(row["content"])
        cells = content.get("row", {})
        if household in _subjects(content):
            statements.run("delete_form", cohort=cohort, form=row["form"])
            own = True
        elif household in _BETWEEN.join(cells.get(link, "") for link in LINKS).split(_BETWEEN):
            for link in LINKS:
                ids = cells.get(link, "").split(_BETWEEN)
                cells[link] = _BETWEEN.join(id for id in ids if id != household)
            text = json.dumps(content, ensure_ascii=False)
            statements.run("set_form", cohort=cohort, form=row["form"], content=text)
    return own


def _subjects(form: Any) -> set[str | None]:
    """Whom a stored questionnaire is about."""
    return {form.get("subject"), form.get("row", {}).get("household_id")}


def _without(scenario: Any, household: HouseholdId) -> Any:
    """A scenario as it is stored, without every decision about the household, nor its name in reasons."""
    kept = dict(scenario)
    for part, names in _NAMES.items():
        if part in kept:
            kept[part] = [_unnamed(one, household) for one in kept[part] if household not in names(one)]
    return kept


def _unnamed(decision: Any, household: HouseholdId) -> Any:
    if not isinstance(decision, dict) or "reason" not in decision:
        return decision
    return decision | {"reason": without_it(decision["reason"], household)}


def _about(scenario: Any, household: HouseholdId) -> Any:
    """The decisions of a stored scenario that name the household."""
    return {
        part: [one for one in scenario.get(part, ()) if household in names(one)]
        for part, names in _NAMES.items()
    }


_NAMES: dict[str, Callable[[Any], tuple[str, ...]]] = {
    "pins": lambda one: (one["household"],),
    "vetoes": lambda one: (one["household"],),
    "apart": tuple,
    "not_this_round": lambda one: (one,),
}
"""Parts of a scenario that name households, and whom an entry names."""
