"""Whom no file brings back unasked: of an erased household a keyed hash of its id and the day, nothing else.

The key is random for each store and stays in its file. Hashes go with their cohort, and with a new consent.
"""

import hmac
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from secrets import token_hex

from rematch.errors import RematchError
from rematch.identity import look
from rematch.model import CohortId, HouseholdId
from rematch.store import profiles
from rematch.store.database import Statements
from rematch.store.records import now

KEY = "suppression_key"


def suppress(statements: Statements, cohort: CohortId, household: HouseholdId) -> None:
    """Remember that it was erased today; an id that looks the same is the same."""
    if statements.one("get_meta", key=KEY) is None:
        statements.run("set_meta", key=KEY, value=token_hex(32))
    day = now().astimezone().date().isoformat()
    for digest in _digests(statements, cohort, [household]).values():
        statements.run("insert_erased", cohort=cohort, digest=digest, on=day)


def erased_on(
    statements: Statements, cohort: CohortId, households: Iterable[HouseholdId]
) -> dict[HouseholdId, date]:
    """Those among the households that were erased, each with the day."""
    days = {row["digest"]: date.fromisoformat(row["on"]) for row in statements.run("erased", cohort=cohort)}
    if not days:
        return {}
    digests = _digests(statements, cohort, households)
    return {household: days[digest] for household, digest in digests.items() if digest in days}


def let_in(
    statements: Statements,
    cohort: CohortId,
    households: Mapping[HouseholdId, date],
    consented: Collection[HouseholdId],
) -> int:
    """Forget of erased households (with the day) that they were; how many of them there are.

    Raises store.erased_before where one of them has given no new consent, as far as somebody said so.
    """
    if not households:
        return 0
    present = statements.one("cohort", cohort=cohort)
    before = profiles.select(statements, cohort, present["data"]) if present else None
    there = {household.id for household in before.households} if before else set()
    back = [household for household in households if household not in there]
    if refused := [household for household in back if household not in consented]:
        raise RematchError("store.erased_before", households=refused, day=households[refused[0]])
    for digest in _digests(statements, cohort, back).values():
        statements.run("delete_erased", cohort=cohort, digest=digest)
    return len(back)


def _digests(
    statements: Statements, cohort: CohortId, households: Iterable[HouseholdId]
) -> dict[HouseholdId, str]:
    """HMAC-SHA256 of the cohort's random token and how each id looks."""
    key, known = statements.one("get_meta", key=KEY), statements.one("cohort", cohort=cohort)
    if key is None or known is None:
        return {}
    secret, token = bytes.fromhex(key["value"]), known["token"]
    looks = {household: f"{token} {look(household)}" for household in households}
    return {
        household: hmac.digest(secret, seen.encode("utf-8", "replace"), "sha256").hex()
        for household, seen in looks.items()
    }
