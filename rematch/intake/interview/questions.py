"""Questionnaires made from the catalogue: what is asked of whom, and in which order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rematch.base_fields import BASE_FIELDS, BY_PROFILE
from rematch.cells import NOTHING
from rematch.criteria.catalogue import Catalogue, Criterion, Field, FieldType, MeasureName, RuleName
from rematch.criteria.measuring.conditions import condition
from rematch.criteria.measuring.rules import PLACE_FROM, PLACE_TO
from rematch.criteria.persons import WORKING_AGE
from rematch.criteria.switches import is_on
from rematch.intake.interview.form import CAPACITY, CONSENT, FINISH, HOUSEHOLD, MUNICIPALITY, Form, Kind, Slot
from rematch.model import Cohort, FieldId
from rematch.scenario import Scenario


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
    columns = tuple(
        f.column for f in BY_PROFILE["household"] if f.asked_by in {criterion.rule, criterion.need} - {None}
    )
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
    named += [criterion.params.split, *(term.field for term in criterion.params.terms)]
    named += [one.field for one in criterion.conditions]
    named += [PLACE_FROM, PLACE_TO] if criterion.rule is RuleName.TIMING else []
    known = (catalogue.field_by_id.get(name) for name in dict.fromkeys(named) if name is not None)
    return tuple(field for field in known if field is not None and field.of in of)


def slots(question: Question, form: Form) -> tuple[Slot, ...]:
    """The cells a question asks for now: fields behind a flag only where it is yes, work of those of age."""
    fixed = [Slot(column) for column in question.columns if _has_what_it_is_beside(column, form)]
    return (*fixed, *(slot for field in question.fields for slot in field_slots(question, field, form)))


def _has_what_it_is_beside(column: str, form: Form) -> bool:
    """Whether there is anything to ask about: reasons only where places, or a binding, are named."""
    leading = BASE_FIELDS[column].beside or BASE_FIELDS[column].only_with
    return leading is None or bool(form.cell(Slot(leading)))


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
    if not _asked_by_condition(question, field, form, member):
        return False
    if flag is None or field.id == flag or gate is None:
        return True
    return form.cell(Slot(flag, member if gate.of == "member" else None)) == "yes"


def _asked_by_condition(question: Question, field: Field, form: Form, member: str | None) -> bool:
    """What a condition reads is asked once there is a need for which the condition holds."""
    criterion = question.criterion
    if field.id not in {one.field for one in criterion.conditions}:
        return True
    need = form.cell(Slot(criterion.need or FieldId(""), member))
    held = condition(criterion, need) if need not in ("", NOTHING) else None
    return held is not None and held.field == field.id


def person_by_person(question: Question, form: Form) -> tuple[tuple[Field, Slot], ...]:
    """The fields a question asks for now: the household's first, then one person after the other."""
    found = [(field, slot) for field in question.fields for slot in field_slots(question, field, form)]
    order = {row["member"]: position for position, row in enumerate(form.members, 1)}
    return tuple(sorted(found, key=lambda pair: order.get(pair[1].member or "", 0)))


def progress(form: Form, asked: Iterable[Question]) -> tuple[int, int]:
    """How many cells were answered, of how many asked; priorities do not count."""
    found = [slot for question in asked for slot in slots(question, form)]
    return sum(form.is_answered(slot) for slot in found), len(found)


def is_scale(field: Field) -> bool:
    """Whether a number is one of a few steps, which are quicker chosen than typed."""
    return field.type is FieldType.NUMBER and (field.low, field.high) == (1, 5)
