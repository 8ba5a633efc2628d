"""One row for each person, the household's id only in the first: filled down and told."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rematch.intake.findings import shown
from rematch.intake.sheets.sheet import SheetNotes, listed
from rematch.intake.sheets.tables import Line, Table
from rematch.intake.words import fold

_ID = re.compile(
    r"(haushalt|haushalte|hh|household|familie|family|fall|case)( ?(id|nr|no|nummer|number|kennung|code))?|"
    r"(id|nr|kennung|code) ?(haushalt|hh|household|familie|family)|(домогосподарство|родина|семья)( .*)?"
)
_OF_A_PERSON = re.compile(
    r"\b(alter|age|geburtsdatum|geburtsjahr|geb|date of birth|birth ?date|birth ?year|dob|"
    r"geschlecht|sex|gender|"
    r"rolle|role|person|member|mitglied|verwandtschaft|verwandtschaftsverhaeltnis|relation|relationship|"
    r"вік|возраст|стать|пол|wiek|plec|płeć)\b"
)
_AGE = re.compile(
    r"\b(alter|age|geburtsdatum|geburtstag|geburtsjahr|date of birth|birth ?(date|day|year)|dob|вік|возраст|"
    r"дата народження|дата рождения|wiek|data urodzenia)\b"
)
_COUNT = re.compile(r"\b(anzahl|number of|count|zahl|personen|persons|size|groesse)\b")


def recognises(table: Table) -> bool:
    """Whether rows stand for persons: a household's id, and a column of a person's own such as the age."""
    key = _key(table)
    return key is not None and any(
        _OF_A_PERSON.search(fold(n)) and not _COUNT.search(fold(n)) for n in table.columns
    )


def have_ages(columns: Iterable[str]) -> bool:
    """Whether rows with these columns are surely persons: an age or a day of birth is among them."""
    named = [fold(re.split(r"/", name)[-1]) for name in columns]
    return any(_AGE.search(name) and not _COUNT.search(name) for name in named)


def as_answered(table: Table, notes: SheetNotes) -> list[Table]:
    """The persons' table, each line with its household's id; before it the households', if ids are left out.

    Whoever leaves the id out after the first person says about the household in that row what is to be
    said: the households' table takes the columns that are filled there alone. The persons' keeps all.
    """
    key = _key(table) or table.columns[0]
    members = _filled_down(table, key, notes)
    several = {
        name for name, times in Counter(line.cells[key] for line in members.lines).items() if times > 1
    }
    if not several:
        return [table]
    own = [name for name in table.columns if name != key and _of_household(members, key, name, several)]
    persons = replace(members, parent=key)
    return [_households(members, key, own), persons] if own and members != table else [persons]


def _key(table: Table) -> str | None:
    return next((name for name in table.columns[:3] if _ID.fullmatch(fold(name))), None)


def _filled_down(table: Table, key: str, notes: SheetNotes) -> Table:
    lines, filled, above = [], [], ""
    for line in table.lines:
        if not line.cells[key] and above:
            filled.append(line.number)
        above = line.cells[key] or above
        lines.append(replace(line, cells=line.cells | {key: above}))
    if filled:
        here = notes.on(table.sheet)
        here.warn(filled[0], shown(key), "intake.filled_down", count=len(filled), rows=listed(filled))
    return replace(table, lines=tuple(lines))


def _of_household(table: Table, key: str, name: str, several: set[str]) -> bool:
    """Whether a column is filled only in the first row of every household of more than one person."""
    if _OF_A_PERSON.search(fold(name)) and not _COUNT.search(fold(name)):
        return False
    first = {line.number for line in _firsts(table, key)}
    later = [line for line in table.lines if line.number not in first]
    begun = [line for line in table.lines if line.number in first and line.cells[key] in several]
    return any(line.cells[name] for line in begun) and not any(line.cells[name] for line in later)


def _firsts(table: Table, key: str) -> Iterator[Line]:
    seen: set[str] = set()
    for line in table.lines:
        if line.cells[key] not in seen:
            seen.add(line.cells[key])
            yield line


def _households(table: Table, key: str, own: list[str]) -> Table:
    firsts = replace(table, lines=tuple(_firsts(table, key)), parent=None)
    return firsts.only((key, *own))
