"""One household erased from rounds, offers, answers and events; no words about others name it."""

import json

from rematch.identity import without_it
from rematch.model import CohortId, HouseholdId
from rematch.store.database import Statements


def erased_from_process(statements: Statements, cohort: CohortId, household: HouseholdId) -> None:
    """Its offers, events and answers are gone, and with them what they held of a place."""
    offers = (json.loads(row["content"]) for row in statements.run("offers", cohort=cohort))
    own = {str(one["number"]) for one in offers if one["household"] == household}
    for row in statements.run("events", cohort=cohort):
        event = json.loads(row["content"])
        keys = {"cohort": cohort, "seq": event["seq"]}
        if _about(event["machine"], event["subject"], household, own):
            statements.run("delete_event", **keys)
        elif event.get("words") or event.get("origin") == household:
            event["words"] = without_it(event.get("words", ""), household)
            if event.get("origin") == household:
                del event["origin"]
            statements.run("set_event", **keys, content=json.dumps(event, ensure_ascii=False))
    for number in own:
        statements.run("delete_evaluations", cohort=cohort, offer=int(number))
    statements.run("delete_offers", cohort=cohort, household=household)
    for row in statements.run("rounds", cohort=cohort):
        begun = json.loads(row["content"])
        begun["name"] = without_it(begun["name"], household) or str(begun["number"])
        content = json.dumps(begun, ensure_ascii=False)
        statements.run("set_round", cohort=cohort, number=begun["number"], content=content)


def origins_of(statements: Statements, cohort: CohortId, household: HouseholdId) -> list[HouseholdId]:
    """The household it was a part of, and the one that was a part of, as far back as is known."""
    events = [json.loads(row["content"]) for row in statements.run("events", cohort=cohort)]
    before = {one["subject"]: HouseholdId(one["origin"]) for one in events if one.get("origin")}
    found: list[HouseholdId] = []
    while (earlier := before.get(found[-1] if found else household)) is not None:
        found.append(earlier)
    return found


def _about(machine: str, subject: str, household: HouseholdId, offers: set[str]) -> bool:
    if machine in ("round", "partner"):
        return False
    return subject == household if machine == "household" else subject.partition(":")[0] in offers
