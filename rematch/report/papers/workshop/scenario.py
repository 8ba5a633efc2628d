"""A plan of the group as a scenario file, with its name and where it comes from."""

import json

from rematch.texts import date as day_words
from rematch.texts import say
from rematch.workshop.group_plans import GroupPlan
from rematch.workshop.minutes import WorkshopMinutes


def scenario_file(plan: GroupPlan, facts: WorkshopMinutes, round_: int, lang: str) -> str:
    """JSON that `Scenario.from_file` reads: the scenario, and beside it its name and where it comes from.

    Each pin has the same as its reason, so that the session tells it of every household that it fixes.
    """
    name = say(f"plans.{plan.figures.name}", lang)
    provenance = say(
        "plans.provenance",
        lang,
        plan=name,
        workshop=facts.name or say("room.title", lang),
        day=day_words(facts.opened_at.date(), lang),
        round=round_,
        ballots=len(plan.losses),
    )
    content = {
        "name": name,
        "provenance": provenance,
        "invented": say("frame.invented", lang),
        "data": facts.data,
        "catalogue": facts.catalogue,
        "scenario": json.loads(plan.scenario(provenance).to_json()),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
