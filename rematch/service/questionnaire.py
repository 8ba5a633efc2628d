"""Questionnaires made from the catalogue: what is asked, in which order, and what the answers come to.

Answers are cells of our own tables, so that the checks of our own format are those of the form: an empty
cell is unknown, whether nobody asked or somebody preferred not to say, and never "no".
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from secrets import choice
from typing import Literal, Self
from uuid import uuid4

from pydantic import Field as Constrained

from rematch.criteria.catalogue import Catalogue, Criterion, Field, FieldType, MeasureName, RuleName
from rematch.criteria.rules import PLACE_FROM, PLACE_TO
from rematch.criteria.switches import is_on
from rematch.model import Cohort, FieldId, Frozen
from rematch.scenario import Scenario

Kind = Literal["household", "municipality"]
Row = dict[str, str]
Rows = Mapping[str, list[Row]]
"""The tables households, members and municipalities."""

CONSENT, HOUSEHOLD, MUNICIPALITY, CAPACITY, FINISH = SECTIONS = (
    "consent",
    "household",
    "municipality",
    "capacity",
    "finish",
)
"""Parts of a form beside the catalogue's groups."""

FIXED = {
    RuleName.EXCLUDED: ("excluded_ags",),
    RuleName.TIMING: ("available_from",),
    RuleName.LINKS: ("linked_hard", "linked_soft"),
}
"""Columns of households that a rule reads and no field of the catalogue is."""

WORKING_AGE = 15
"""Nobody younger is asked about work; the line is that of the German law on young workers (JArbSchG, 2)."""
OLDER_FROM, ADULT_FROM = 65, 18
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
    were left once.
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
        """The form with this answer; one that is declined is unknown."""
        text = "" if declined else text
        kept = tuple(key for key in self.declined if key != slot.key)
        update: dict[str, object] = {"declined": (*kept, slot.key) if declined else kept}
        if slot.member is None:
            update["row"] = {**self.row, slot.column: text}
        else:
            update["members"] = tuple(
                {**row, slot.column: text} if row["member"] == slot.member else row for row in self.members
            )
        return self.model_copy(update=update)

    def with_member(self) -> Self:
        """One person more, whose number nobody had."""
        number = 1 + max((int(row["member"]) for row in self.members), default=0)
        return self.model_copy(update={"members": (*self.members, {"member": str(number)})})

    def without_member(self, member: str) -> Self:
        """One person less, with what was said of them."""
        members = tuple(row for row in self.members if row["member"] != member)
        declined = tuple(key for key in self.declined if not key.endswith(f"@{member}"))
        return self.model_copy(update={"members": members, "declined": declined})

    def at(self, section: str) -> Self:
        """The form turned to another part."""
        left = tuple(dict.fromkeys([*self.left, self.section]))
        return self.model_copy(update={"section": section, "left": left})

    def _row(self, member: str | None) -> Row:
        if member is None:
            return self.row
        return next((row for row in self.members if row["member"] == member), {})


@dataclass(frozen=True)
class Question:
    """What a criterion makes us ask: its fields and fixed columns, and how much it matters if `ranked`."""

    criterion: Criterion
    fields: tuple[Field, ...] = ()
    columns: tuple[str, ...] = ()
    ranked: bool = False

    @property
    def priority(self) -> Slot:
        """Where it is said how much the criterion matters."""
        return Slot(f"priority_{self.criterion.id}")


def new_household_id(taken: Iterable[str]) -> str:
    """A number that says nothing about anybody and that nobody has."""
    known = {name.casefold() for name in taken}
    while True:
        proposed = "H-" + "".join(choice(_LETTERS) for _ in range(5))
        if proposed.casefold() not in known:
            return proposed


def role_at(age: int) -> str:
    """The role an age speaks for; it can be changed."""
    if age < ADULT_FROM:
        return "child"
    return "older" if age >= OLDER_FROM else "adult"


def sections(kind: Kind, catalogue: Catalogue) -> tuple[str, ...]:
    """The parts of a form in the order they are asked: consent first."""
    first = (CONSENT, HOUSEHOLD) if kind == "household" else (MUNICIPALITY, CAPACITY)
    return (*first, *(group.id for group in catalogue.groups), FINISH)


def own_question(rule: Literal["consent", "unity", "pledge"], catalogue: Catalogue, lang: str) -> str:
    """The question of a criterion that a part of its own asks; empty where there is no such criterion."""
    return next((c.question.in_(lang) for c in catalogue.criteria if c.rule == rule), "")


def questions(form: Form, catalogue: Catalogue, scenario: Scenario, cohort: Cohort) -> tuple[Question, ...]:
    """What is asked, in catalogue order; a field that two criteria read is asked with the first."""
    seen: set[FieldId] = set()
    found = []
    for criterion in catalogue.criteria:
        on = is_on(criterion, scenario, cohort)
        offered = form.kind == "municipality"
        if not on and not (form.everything and (offered or not criterion.art9)):
            continue
        question = _offered(criterion, catalogue) if offered else _asked(criterion, catalogue)
        if question is None:
            continue
        fields = tuple(field for field in question.fields if field.id not in seen)
        seen |= {field.id for field in fields}
        if fields or question.columns or question.ranked:
            found.append(Question(criterion, fields, question.columns, question.ranked))
    return tuple(found)


def _asked(criterion: Criterion, catalogue: Catalogue) -> Question | None:
    """A question to a household; None where the criterion asks nothing of people."""
    if criterion.side != "household":
        return None
    fields = _fields(criterion, catalogue, {"household", "member"})
    columns = FIXED.get(criterion.rule, ()) if criterion.rule else ()
    columns += ("wish_ags",) if criterion.need == "wish_ags" else ()
    if not fields and not columns and criterion.measure is not MeasureName.PLACES:
        return None
    return Question(criterion, fields, columns, criterion.weighed)


def _offered(criterion: Criterion, catalogue: Catalogue) -> Question:
    """A question to a municipality: its offer, and its own priority where the criterion is its own."""
    fields = _fields(criterion, catalogue, {"municipality"})
    return Question(criterion, fields, (), criterion.side == "municipality" and criterion.weighed)


def _fields(criterion: Criterion, catalogue: Catalogue, of: set[str]) -> tuple[Field, ...]:
    """A flag that decides whether the rest is a question comes before it."""
    named: list[FieldId | None] = [criterion.applies, criterion.need, criterion.offer, criterion.params.wait]
    named += [term.field for term in criterion.params.terms]
    named += [PLACE_FROM, PLACE_TO] if criterion.rule is RuleName.TIMING else []
    known = (catalogue.field_by_id.get(name) for name in dict.fromkeys(named) if name is not None)
    return tuple(field for field in known if field is not None and field.of in of)


def slots(question: Question, form: Form) -> tuple[Slot, ...]:
    """The cells a question asks for now: fields behind a flag only where it is yes, work of those of age."""
    fixed = [Slot(column) for column in question.columns]
    return (*fixed, *(slot for field in question.fields for slot in field_slots(question, field, form)))


def field_slots(question: Question, field: Field, form: Form) -> Iterator[Slot]:
    """The cells of one field: one, or one for every person it is a question to."""
    if field.of != "member":
        if _applies(question, field, form, None):
            yield Slot(field.id)
        return
    for row in form.members:
        old_enough = not _about_work(question, field) or int(row.get("age") or WORKING_AGE) >= WORKING_AGE
        if old_enough and _applies(question, field, form, row["member"]):
            yield Slot(field.id, row["member"])


def _about_work(question: Question, field: Field) -> bool:
    names = {field.id, question.criterion.need}
    return question.criterion.group == "work" or any(
        other.codes == "isco08" for other in question.fields if other.id in names
    )


def _applies(question: Question, field: Field, form: Form, member: str | None) -> bool:
    flag = question.criterion.applies
    gate = next((f for f in question.fields if f.id == flag), None)
    if flag is None or field.id == flag or gate is None:
        return True
    return form.cell(Slot(flag, member if gate.of == "member" else None)) == "yes"


def progress(form: Form, asked: Iterable[Question]) -> tuple[int, int]:
    """How many cells were answered, of how many asked; priorities do not count."""
    found = [slot for question in asked for slot in slots(question, form)]
    return sum(form.is_answered(slot) for slot in found), len(found)


def seeded(kind: Kind, subject: str, rows: Rows, lang: str, *, everything: bool = False) -> Form:
    """A form with the present answers of a household (by id) or a municipality (by AGS)."""
    table, key = _table(kind)
    row = next(row for row in rows[table] if row[key] == subject)
    members = tuple(
        {name: cell for name, cell in member.items() if name != key}
        for member in rows["members"]
        if kind == "household" and member[key] == subject
    )
    return Form(
        kind=kind,
        subject=subject,
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
    return found


def taken_out(household: str, rows: Rows) -> dict[str, list[Row]]:
    """The tables without a household that took its consent back, and without links to it."""
    found = {
        name: [row for row in lines if row.get("household_id") != household] for name, lines in rows.items()
    }
    found["households"] = [_unlinked(row, {household}) for row in found["households"]]
    return found


def around(form: Form, rows: Rows) -> dict[str, list[Row]]:
    """The tables as far as the form's answers are checked against them: all places, linked households."""
    if form.kind == "municipality":
        return dict(rows)
    own = form.subject or form.row.get("household_id", "")
    linked = {name for column in _LINKS for name in form.row.get(column, "").split("|")} - {own}
    others = {row["household_id"] for row in rows["households"]} - {own}
    near = [row for row in rows["households"] if row["household_id"] in linked]
    return {
        "households": [_unlinked(row, others) for row in near],
        "members": [row for row in rows["members"] if row["household_id"] in linked],
        "municipalities": rows["municipalities"],
    }


_LINKS = ("linked_hard", "linked_soft", "apart")


def _unlinked(row: Row, gone: set[str]) -> Row:
    links = {c: "|".join(name for name in row.get(c, "").split("|") if name not in gone) for c in _LINKS}
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


def is_scale(field: Field) -> bool:
    """Whether a number is one of a few steps, which are quicker chosen than typed."""
    return field.type is FieldType.NUMBER and (field.low, field.high) == (1, 5)
