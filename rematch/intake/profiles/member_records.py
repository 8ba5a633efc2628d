"""The members of a household: as rows say, or as many as its numbers say, with ages assumed in the open."""

from collections.abc import Sequence
from dataclasses import dataclass

from rematch.criteria.persons import FULL_AGE, role_of
from rematch.identity import look
from rematch.intake.matching.targets import FORGOTTEN
from rematch.intake.profiles.household_records import Dwelling, known_id
from rematch.intake.profiles.records import Notes, Record
from rematch.intake.quantities.ages import AgeOnDay
from rematch.intake.questions import ROW_BY_ROW
from rematch.intake.values.language_skills import Spoken, as_cell, with_levels
from rematch.intake.values.parsed import ParsedCell, ParseIssue
from rematch.model import Role

ASSUMED_ADULT, ASSUMED_YOUNG, ASSUMED_SCHOOL = 35, 3, 10
"""Ages taken where only numbers of people are known: an adult, a child under six, a child at school."""

MOST = 50
"""More people in one household are an error."""

OF_PERSON = ("household_id", "member", "role", "age", "sex")


@dataclass(frozen=True)
class Person:
    """One line of our members: its cells by our columns, and the row that it comes from."""

    cells: dict[str, str]
    record: Record


@dataclass(frozen=True)
class Joining:
    """Members brought to their households; `names` are the catalogue's questions to a person.

    `on` is the day of their ages. `left` are the ids, as they look, of households whose rows are out.
    """

    notes: Notes
    names: Sequence[str]
    on: AgeOnDay
    left: frozenset[str] = frozenset()

    def people(
        self, houses: Sequence[Dwelling], rows: Sequence[Record], asked: Sequence[Record]
    ) -> list[Person]:
        """The members of every household, from their own rows where there are any, else from its numbers.

        `rows` are those of a table of members; persons of a household that is left out (`asked`) are too.
        """
        ids = [dwelling.cells.get("household_id", "") for dwelling in houses]
        known = {look(text): text for text in ids}
        gone = {look(record.text("household_id")) for record in asked if record.left_out}
        gone = (gone | self.left) - known.keys()
        own: dict[str, list[Record]] = {}
        for record in rows:
            if look(record.text("household_id")) in gone:
                record.left_out = "intake.household_left_out"
            else:
                own.setdefault(known_id(record.text("household_id"), known), []).append(record)
        people: list[Person] = []
        for dwelling, household in zip(houses, ids, strict=True):
            here = self._of(dwelling, household, own.pop(household, []))
            ages = [int(person.cells["age"]) for person in here if person.cells.get("age", "").isdigit()]
            if ages and len(ages) == len(here) and max(ages) < FULL_AGE:
                self.notes.doubt(dwelling.record, "age", ParseIssue("intake.nobody_of_age"))
            people += here
        for household, left in own.items():
            people += from_rows(left, household, self.notes, self.on)
        return people

    def _of(self, dwelling: Dwelling, household: str, rows: Sequence[Record]) -> list[Person]:
        record = dwelling.record
        if record.kind == "persons":
            _compare_size(record, len(dwelling.records), self.notes)
            return from_rows(dwelling.records, household, self.notes, self.on)
        if rows:
            found = from_rows(rows, household, self.notes, self.on)
            _compare_size(record, len(rows), self.notes)
        else:
            found = from_numbers(record, household, self.notes, self.on)
        share_answers(record, found, self.names, self.notes)
        return found


def from_rows(records: Sequence[Record], household: str, notes: Notes, on: AgeOnDay) -> list[Person]:
    """One person per row, numbered as stated or in order; an age that is not stated is assumed."""
    return [_from_row(record, household, number, notes, on) for number, record in enumerate(records, 1)]


def from_numbers(record: Record, household: str, notes: Notes, on: AgeOnDay) -> list[Person]:
    """As many people as the household's row says, ages assumed; none, with the reason, if it says none."""
    ages = record.value("ages")
    if (born := record.said.pop("birth_dates", None)) is not None and not ages and (born.text or born.doubts):
        ages = _ages_of(record, born, notes, on)
        if not ages:
            return []
    if not ages:
        ages = _assumed_ages(record, notes)
    else:
        _compare_size(record, len(ages), notes)
    people = []
    for number, age in enumerate(ages, 1):
        said = {"household_id": household, "member": str(number), "age": str(age)}
        people.append(Person({**said, "role": role_of(age).value}, record))
    return people


def share_answers(record: Record, people: Sequence[Person], names: Sequence[str], notes: Notes) -> None:
    """Answers a household's row gives for one person go to its first adult, whose own row comes first."""
    first = next((p for p in people if int(p.cells.get("age") or 0) >= FULL_AGE), None)
    if first is None:
        return
    own = first.record is not record
    answers = {name: record.text(name) for name in names if name not in (*OF_PERSON, "languages")}
    answers["languages"] = languages_of(record, notes)
    for name, text in answers.items():
        if text and not (own and first.cells.get(name)):
            first.cells[name] = text


def languages_of(record: Record, notes: Notes) -> str:
    """The languages of a row with their levels as our file has them; assumed levels are noted."""
    said = [part.partition(":") for part in record.text("languages").split("|") if part]
    if record.text("languages") == "none":
        return "none"
    spoken = [Spoken(tag, level or None) for tag, _, level in said]
    levels, assumed = with_levels(spoken, record.text("german") or None)
    cell = as_cell(levels)
    if assumed:
        notes.doubt(record, "languages", ParseIssue("intake.levels_assumed", {"languages": assumed}, cell))
    return cell


def _from_row(record: Record, household: str, number: int, notes: Notes, on: AgeOnDay) -> Person:
    cells = {name: said.text for name, said in record.said.items() if name not in FORGOTTEN}
    cells["languages"] = languages_of(record, notes)
    cells["household_id"] = household
    cells["member"] = cells.get("member") or str(number)
    if not cells.get("age"):
        cells["age"] = _age(record, notes, on)
    for name in FORGOTTEN:
        record.said.pop(name, None)
    cells["role"] = cells.get("role") or _role(cells["age"])
    return Person(cells, record)


def _age(record: Record, notes: Notes, on: AgeOnDay) -> str:
    """The age by the day or year of birth, else one that is assumed from the role."""
    born = next((record.said[name] for name in FORGOTTEN if record.text(name)), None)
    if born is not None:
        if (age := on.since(born.text)) is None:
            notes.doubt(record, "birth_date", ParseIssue("intake.birth_date_unclear", error=True))
            return ""
        _ask_of_years(record, "birth_date", {on.question(born.text)}, notes)
        record.said["age"] = ParsedCell(str(age), age)
        return str(age)
    said = [record.said[name] for name in ("age", *FORGOTTEN) if name in record.said]
    if any(doubt.error or doubt.code in ROW_BY_ROW for one in said for doubt in one.doubts):
        return ""
    age = ASSUMED_SCHOOL if record.text("role") == Role.CHILD else ASSUMED_ADULT
    notes.doubt(record, "age", ParseIssue("intake.age_assumed", {"age": age}, str(age)))
    return str(age)


def _ages_of(record: Record, born: ParsedCell, notes: Notes, on: AgeOnDay) -> list[int]:
    """The ages by the days in one cell, which are then forgotten; none if one of them is none."""
    found = [on.since(one) for one in born.text.split("|")] if born.text else []
    ages = [age for age in found if age is not None]
    if len(ages) < len(found):
        notes.doubt(record, "birth_dates", ParseIssue("intake.birth_date_unclear", error=True))
    if len(ages) < len(found) or not ages:
        return []
    _ask_of_years(record, "birth_dates", {on.question(one) for one in born.text.split("|")}, notes)
    record.said["ages"] = ParsedCell("|".join(map(str, ages)), ages)
    return ages


def _ask_of_years(record: Record, target: str, questions: set[str | None], notes: Notes) -> None:
    """Once for a row: the question on which more hangs."""
    if asked := sorted(filter(None, questions), key=len):
        notes.doubt(record, target, ParseIssue(asked[-1]))


def _assumed_ages(record: Record, notes: Notes) -> list[int]:
    young, school = record.whole("children_under_6") or 0, record.whole("children_school") or 0
    children = max(record.whole("children") or 0, young + school)
    adults, size = record.whole("adults"), record.whole("size")
    if size is None and adults is not None:
        size = adults + children
    if size is None:
        if not any(doubt.error for doubt in _said_of_size(record)):
            notes.doubt(record, "size", ParseIssue("intake.size_unknown", error=True))
        return []
    if not 1 <= size <= MOST:
        notes.doubt(
            record, "size", ParseIssue("intake.size_absurd", {"size": size, "most": MOST}, error=True)
        )
        return []
    if children > size or (adults is not None and adults + children != size):
        notes.doubt(
            record,
            "size",
            ParseIssue("intake.size_and_children", {"size": size, "children": children}, error=True),
        )
        return []
    ages = [ASSUMED_ADULT] * (size - children) + [ASSUMED_YOUNG] * young
    ages += [ASSUMED_SCHOOL] * (children - young)
    notes.doubt(
        record, "size", ParseIssue("intake.ages_assumed", {"ages": tuple(ages)}, ", ".join(map(str, ages)))
    )
    return ages


def _compare_size(record: Record, people: int, notes: Notes) -> None:
    size = record.whole("size")
    if size is not None and size != people:
        notes.doubt(record, "size", ParseIssue("intake.size_differs", {"size": size, "people": people}))


def _said_of_size(record: Record) -> tuple[ParseIssue, ...]:
    said = record.said.get("size")
    return said.doubts if said else ()


def _role(age: str) -> str:
    return role_of(int(age) if age.isdigit() else ASSUMED_ADULT).value
