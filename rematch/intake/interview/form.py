"""A questionnaire in hand: its answers so far, from a profile's rows and back into them.

Answers are cells of our own tables, so that the checks of our own format are those of the form: an empty
cell is unknown, whether nobody asked or somebody preferred not to say, and never "no". Only a question of
yes and no keeps that somebody preferred not to say: `declined` is one of its cells.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from secrets import choice
from typing import Literal, Self
from uuid import uuid4

from pydantic import Field as Constrained

from rematch.base_fields import LINKS
from rematch.cells.beside import moved_along
from rematch.criteria.persons import role_of
from rematch.model import DECLINED, Frozen

Kind = Literal["household", "municipality"]
Row = dict[str, str]
Rows = Mapping[str, list[Row]]
"""The tables households, members, municipalities and units."""

CONSENT, HOUSEHOLD, MUNICIPALITY, CAPACITY, FINISH = SECTIONS = (
    "consent",
    "household",
    "municipality",
    "capacity",
    "finish",
)
"""Parts of a form beside the catalogue's groups."""

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that are easily mistaken for each other."""


@dataclass(frozen=True)
class Slot:
    """One cell a form asks for; `member` is the number of the person whose it is."""

    column: str
    member: str | None = None

    @property
    def key(self) -> str:
        """The slot's name within its form."""
        return self.column if self.member is None else f"{self.column}@{self.member}"


class Form(Frozen):
    """A questionnaire in hand: its answers so far, which were declined, and how far it has come.

    `subject` is the household or municipality that is updated, None for a new one. `everything`: criteria
    that do not count at present are asked as well, special categories excepted. `left` are the parts that
    were left once. `units` is a municipality's list of its accommodation, None where nobody was shown it.
    """

    kind: Kind
    id: str = Constrained(default_factory=lambda: uuid4().hex)
    subject: str | None = None
    lang: str = "de"
    everything: bool = False
    section: str = CONSENT
    left: tuple[str, ...] = ()
    row: Row = {}
    members: tuple[Row, ...] = ()
    declined: tuple[str, ...] = ()
    units: tuple[Row, ...] | None = None

    @property
    def storable(self) -> bool:
        """Whether anything of it may be kept: people's answers only once they have consented."""
        return self.kind == "municipality" or self.row.get("consent") == "yes"

    def cell(self, slot: Slot) -> str:
        """The answer, empty if it is unknown."""
        return self._row(slot.member).get(slot.column, "")

    def is_answered(self, slot: Slot) -> bool:
        """Whether somebody said something, if only that they prefer not to."""
        return bool(self.cell(slot)) or slot.key in self.declined

    def answer(self, slot: Slot, text: str, *, declined: bool = False) -> Self:
        """The form with this answer; one declined is unknown. What stands beside a list moves along."""
        text = "" if declined else text
        kept = tuple(key for key in self.declined if key != slot.key)
        update: dict[str, object] = {"declined": (*kept, slot.key) if declined else kept}
        if slot.member is None:
            update["row"] = {**self.row, slot.column: text, **moved_along(self.row, slot.column, text)}
        else:
            update["members"] = tuple(
                {**row, slot.column: text} if row["member"] == slot.member else row for row in self.members
            )
        return self.model_copy(update=update)

    def with_member(self) -> Self:
        """One person more, whose number nobody had."""
        number = 1 + max(
            (int(row["member"]) for row in self.members if row.get("member", "").isdecimal()), default=0
        )
        return self.model_copy(update={"members": (*self.members, {"member": str(number)})})

    def without_member(self, member: str) -> Self:
        """One person less, with what was said of them."""
        members = tuple(row for row in self.members if row.get("member") != member)
        declined = tuple(key for key in self.declined if not key.endswith(f"@{member}"))
        return self.model_copy(update={"members": members, "declined": declined})

    def with_declined_as_said(self, flags: Collection[str]) -> Self:
        """The form with what was declined of these questions of yes and no as their answer.

        Questionnaires begun before such a question had an answer of that kind hold it among `declined` only.
        """
        form = self
        for key in self.declined:
            column, _, member = key.partition("@")
            if column in flags:
                form = form.answer(Slot(column, member or None), DECLINED)
        return form

    def names(self, columns: Collection[str]) -> tuple[str, ...]:
        """Those of these columns that the form holds an answer to, for the whole or for a person."""
        return tuple(sorted({name for row in (self.row, *self.members) for name in columns if row.get(name)}))

    def without(self, columns: Collection[str]) -> Self:
        """The form without these columns, answered, declined or not."""
        row, *members = (
            {name: cell for name, cell in row.items() if name not in columns}
            for row in (self.row, *self.members)
        )
        declined = tuple(key for key in self.declined if key.partition("@")[0] not in columns)
        return self.model_copy(update={"row": row, "members": tuple(members), "declined": declined})

    def at(self, section: str) -> Self:
        """The form turned to another part."""
        left = tuple(dict.fromkeys([*self.left, self.section]))
        return self.model_copy(update={"section": section, "left": left})

    def _row(self, member: str | None) -> Row:
        if member is None:
            return self.row
        return next((row for row in self.members if row.get("member") == member), {})


def new_household_id(taken: Iterable[str]) -> str:
    """A number that says nothing about anybody and that nobody has."""
    known = {name.casefold() for name in taken}
    while True:
        proposed = "H-" + "".join(choice(_LETTERS) for _ in range(5))
        if proposed.casefold() not in known:
            return proposed


def role_at(age: int) -> str:
    """The role an age speaks for; it can be changed."""
    return role_of(age).value


def seeded(kind: Kind, subject: str, rows: Rows, lang: str, *, everything: bool = False) -> Form:
    """A form with the present answers of a household (by id) or a municipality (by AGS)."""
    table, key = _table(kind)
    row = next(row for row in rows[table] if row[key] == subject)
    members = tuple(
        {name: cell for name, cell in member.items() if name != key}
        for member in rows["members"]
        if kind == "household" and member[key] == subject
    )
    listed = tuple(
        {name: cell for name, cell in unit.items() if name != key}
        for unit in rows.get("units", ())
        if kind == "municipality" and unit[key] == subject
    )
    return Form(
        kind=kind,
        subject=subject,
        units=listed if kind == "municipality" else None,
        lang=lang,
        everything=everything,
        section=CONSENT if kind == "household" else MUNICIPALITY,
        row=dict(row),
        members=tuple(dict(member) for member in members),
    )


def put_into(form: Form, rows: Rows) -> dict[str, list[Row]]:
    """The tables with the form's answers in them, in place of what stood there of its subject."""
    table, key = _table(form.kind)
    own = form.subject or form.row.get(key, "")
    found = {name: list(lines) for name, lines in rows.items()}
    found[table] = _replaced(rows[table], key, own, [form.row])
    if form.kind == "household":
        named = [{key: form.row.get(key, ""), **member} for member in form.members]
        found["members"] = _replaced(rows["members"], key, own, named)
    elif form.units is not None:
        listed = [{key: own, **unit} for unit in form.units if any(unit.values())]
        found["units"] = _replaced(rows.get("units", []), key, own, listed)
    return found


def around(form: Form, rows: Rows) -> dict[str, list[Row]]:
    """The tables as far as the form's answers are checked against them: all places, linked households."""
    if form.kind == "municipality":
        return dict(rows)
    own = form.subject or form.row.get("household_id", "")
    linked = {name for column in LINKS for name in form.row.get(column, "").split("|")} - {own}
    others = {row["household_id"] for row in rows["households"]} - {own}
    near = [row for row in rows["households"] if row["household_id"] in linked]
    return {
        "households": [_unlinked(row, others) for row in near],
        "members": [row for row in rows["members"] if row["household_id"] in linked],
        "municipalities": rows["municipalities"],
    }


def _unlinked(row: Row, gone: set[str]) -> Row:
    links = {c: "|".join(name for name in row.get(c, "").split("|") if name not in gone) for c in LINKS}
    return {**row, **links}


def _table(kind: Kind) -> tuple[str, str]:
    return ("households", "household_id") if kind == "household" else ("municipalities", "ags")


def _replaced(lines: list[Row], key: str, own: str, new: list[Row]) -> list[Row]:
    """The new rows where the old ones stood, else last; every row with the same columns."""
    places = [position for position, row in enumerate(lines) if row[key] == own]
    at = places[0] if places else len(lines)
    kept = [row for row in lines if row[key] != own]
    together = [*kept[:at], *new, *kept[at:]]
    columns = dict.fromkeys(column for row in [*lines[:1], *together] for column in row)
    return [{column: row.get(column, "") for column in columns} for row in together]
