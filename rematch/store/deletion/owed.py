"""What was deleted and may still be in the bytes of the file or of a backup; kept until neither has it."""

import json
from hashlib import sha256
from typing import Self

from rematch.model import Frozen, HouseholdId
from rematch.store.database import Statements

KEY = "deletion_owed"


class Owed(Frozen):
    """A cohort by its random token, or one household of it by a digest: its id is to go, too.

    `blank` are the texts in own words that named it and are to be made unreadable.
    """

    token: str
    household: str = ""
    blank: tuple[str, ...] = ()

    @classmethod
    def of(cls, token: str, household: HouseholdId, blank: tuple[str, ...] = ()) -> Self:
        """One household of the cohort known by this token."""
        digest = sha256(f"{token} {household}".encode()).hexdigest()
        return cls(token=token, household=digest, blank=blank)


def owed(statements: Statements) -> list[Owed]:
    """What is not gone everywhere yet."""
    row = statements.one("get_meta", key=KEY)
    return [Owed.model_validate(one) for one in json.loads(row["value"])] if row else []


def owe(statements: Statements, more: Owed) -> None:
    """Remember it in the transaction that deletes the rows."""
    whole = [one.model_dump() for one in (*owed(statements), more)]
    statements.run("set_meta", key=KEY, value=json.dumps(whole))


def settle(statements: Statements) -> None:
    """Nothing is owed any more."""
    statements.run("set_meta", key=KEY, value="[]")
