"""Known answers rewritten as people write them: each comes out or is asked about; none becomes another."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rematch.intake.profiles.merge import merged
from rematch.intake.questions import together
from rematch.model import Profiles
from tests import builders
from tests.unit.intake.foreign import CATALOGUE, checked

YES = {"yes", "ja", "так", "да", "tak"}
NO = {"no", "nein", "ні", "нет", "nie"}
ASIDES = (
    "(?)",
    "?",
    "(unsicher)",
    "(not sure)",
    "(see file)",
    "- siehe Akte",
    "/ {other}",
    "({other})",
    ", {other}",
    "; {other}",
    "→ {other}",
    ", widerrufen am 3.5.",
    ", revoked on 3 May",
    "(revoked)",
    ", відкликано",
    ", отозвано",
    ", wycofano",
    ", aber nur mit Aufzug",
    ", but not before June",
    "(bis Mai)",
    "*",
    "(1)",
    " t.b.d.",
    " noch offen",
)
"""What people add behind an answer; {other} is another answer."""

PLAIN = ("{}", " {} ", "{}.", "\u00a0{}", "{}\n", "{}!", "{}\u200b")
"""What changes nothing."""

BEFORE = (
    "nicht ",
    "not ",
    "не ",
    "nie ",
    "kein ",
    "früher ",
    "bis 2025 ",
    "[ ] ",
    "[x] ",
    "(",
    "~",
    "<",
    "ca. ",
    "ex-",
)
"""What people write before an answer."""

SILENT = "understood as something else, and nobody asked"


def rewritten(answer: str, other: str) -> Iterator[str]:
    """The answer in fifty ways."""
    yield from (form.format(answer) for form in PLAIN)
    yield from (form.format(answer.upper()) for form in PLAIN[:2])
    yield from (
        f"{answer} {aside.format(other=other)}".replace(" ,", ",").replace(" ;", ";") for aside in ASIDES
    )
    yield from (f"{before}{answer}" for before in BEFORE)
    yield from (
        f"{answer} {other}",
        f"{other}, {answer}",
        f"{other} / {answer}",
        f"[{answer}]",
        f'"{answer}"',
        f"-{answer}",
    )


def stands(header: str, cell: str, name: str) -> tuple[object, bool]:
    """What is stored for the cell, and whether its row is asked about."""
    quoted = cell.replace('"', '""')
    text = f'id;Personen;Ort;Einwilligung;Alter;{header}\nA;1;Kraków;ja;40;"{quoted}"\nB;1;Kraków;ja;41;\n'
    if name == "consent":
        text = f'id;Personen;Ort;Alter;Einwilligung\nA;1;Kraków;40;"{quoted}"\nB;1;Kraków;41;ja\n'
    done = checked({"h.csv": text})
    told = [f for f in done.findings if f.row == 2 and f.column not in ("Personen", "Alter", "Ort")]
    if name == "consent":
        return ("A" in {h.id for h in done.households}), bool(told)
    if name == "age" or not done.households:
        return None, bool(told)
    household = next((h for h in done.households if h.id == "A"), None)
    if household is None:
        return None, bool(told)
    asked = (bool(told) and together(told) == ()) or any(f.proposal is None for f in told)
    value = household.answers.get(name)  # type: ignore[call-overload]
    return value, asked if value is None else bool(told)


def flags(answer: str, other: str, cell: str) -> bool:
    """Whether a flag, and a consent, are what the cell wholly says, or unknown with a question."""
    plain = cell in {form.format(said) for said in (answer, answer.upper()) for form in PLAIN}
    truth = answer in YES
    for header, name in (("Rollstuhl", "needs_step_free"), ("Haustier", "has_pet")):
        value, asked = stands(header, cell, name)
        if value is not (truth if plain else None) and not (plain and value is None and asked):
            return False
        if value is None and not asked:
            return False
    into, asked = stands("", cell, "consent")
    return (not into or (plain and truth)) and (into or asked)


def town(cell: str, header: str, name: str) -> tuple[object, bool]:
    """What is stored of a town, and whether its row is told about."""
    quoted = cell.replace('"', '""')
    done = checked({"m.csv": f'Kommune;Plätze;{header}\nKiel;8;"{quoted}"\nBraunschweig;9;\n'})
    told = [f for f in done.findings if f.row == 2]
    kiel = next((m for m in done.municipalities if m.name == "Kiel"), None)
    offers = {**kiel.offers, **{f"capacity_{k}": v for k, v in kiel.capacity.items()}} if kiel else {}
    return offers.get(name), bool(told)


def figures(number: int, other: int, cell: str) -> bool:
    """Whether a count, a wait in weeks and a rate are the number that the whole cell says, or told about."""
    plain = cell.strip(" .!\u00a0\n\u200b") == str(number)
    for header, name in (
        ("Kitaplätze", "capacity_childcare"),
        ("psychosocial_wait", "psychosocial_wait"),
        ("Arbeitslosenquote", "unemployment_rate"),
    ):
        value, told = town(cell, header, name)
        if not told and value != (number if plain else value if value is None else number):
            return False
        if value is None and not told:
            return False
    return True


def born(day: date) -> Iterator[str]:
    """A day as people write it."""
    months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()  # noqa: SIM905
    yield from (
        day.isoformat(),
        day.strftime("%d.%m.%Y"),
        f"{day.day}.{day.month}.{day.year}",
        day.strftime("%d.%m.%y"),
    )
    yield from (
        day.strftime("%d/%m/%Y"),
        day.strftime("%m/%d/%Y"),
        day.strftime("%d-%m-%Y"),
        day.strftime("%Y/%m/%d"),
    )
    yield from (
        f"{day.day}. {months[day.month - 1]} {day.year}",
        f"*{day:%d.%m.%Y}",
        f"{day:%d.%m.%Y}?",
        f"ca. {day.year}",
    )
    yield from (
        f"{months[day.month - 1]} {day.year}",
        f"{day:%d.%m.}",
        f"{day:%d%m%Y}",
        f"{day:%Y%m%d}",
        f"{day:%d.%m.%Y} (?)",
    )


def ages(day: date, cell: str) -> bool:
    """Whether the age is that of the day, or an error asks for it."""
    done = checked(
        {"p.csv": f'Haushalt;Geburtsdatum\nA;"{cell}"\nB;03.05.1980\n'}, consent="yes", place="Kraków"
    )
    today = date(2026, 11, 22)
    age = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    if any(f.row == 2 for f in done.errors):
        return True
    return bool(done.households) and done.households[0].members[0].age == age


def silent(tries: Iterator[tuple[str, bool]]) -> list[str]:
    """The cells that were misread without a word."""
    return [cell for cell, sound in tries if not sound]


def run(check: Callable[..., bool], answers: list[tuple[object, object]]) -> list[str]:
    return silent(
        (cell, check(answer, other, cell))
        for answer, other in answers
        for cell in dict.fromkeys(rewritten(str(answer), str(other)))
    )


def test_no_yes_or_no_is_misread_in_silence() -> None:
    """One language each for yes and no, in fifty ways."""
    assert run(flags, [("ja", "nein")]) == [], SILENT


@pytest.mark.parametrize("stored", [True, False])
def test_no_stored_answer_is_changed_without_a_question(stored: bool) -> None:
    """In fifty ways and as crosses: what is not wholly understood is told, or leaves what is stored."""
    crosses = ("x", "X", "✗", "[x]", "x (?)")
    before = builders.profiles(households=(builders.household("A", answers={"needs_step_free": stored}),))
    cells = [*dict.fromkeys(rewritten("ja", "nein")), *crosses]
    assert silent((cell, keeps(before, stored, cell)) for cell in cells) == [], SILENT


def keeps(before: Profiles, stored: bool, cell: str) -> bool:
    """Whether the stored answer stays, is what the cell plainly says, or is asked about with its column."""
    quoted = cell.replace('"', '""')
    done = checked({"h.csv": f'id;Personen;Ort;Einwilligung;Rollstuhl\nA;1;Kraków;ja;"{quoted}"\n'})
    after = merged(before.cohort, before, done, CATALOGUE, keep_others=True).households[0]
    plain = cell in {form.format(said) for said in ("ja", "JA") for form in PLAIN}
    asked = any(finding.column == "Rollstuhl" for finding in done.findings)
    answer = after.answers.get("needs_step_free")  # type: ignore[call-overload]
    return answer is stored or asked or (plain and answer is True)


def test_no_number_is_misread_in_silence() -> None:
    """One number in fifty ways, in three columns."""
    assert run(figures, [(12, 7)]) == [], SILENT


def test_no_day_of_birth_is_misread_in_silence() -> None:
    """A day that could have been another, one that cannot, and one with a year of this century."""
    days = (date(1986, 4, 3), date(2015, 12, 31))
    assert silent((cell, ages(day, cell)) for day in days for cell in born(day)) == [], SILENT


@pytest.mark.soak
def test_no_answer_in_any_language_is_misread_in_silence() -> None:
    """Each word for yes and no in five languages, more numbers and many days."""
    pairs = [(yes, no) for yes, no in zip(sorted(YES), sorted(NO), strict=True)]
    assert run(flags, [*pairs, *((no, yes) for yes, no in pairs)]) == [], SILENT
    assert run(figures, [(1, 20), (20, 1), (100, 99), (8, 1000)]) == [], SILENT
    slow = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    days = st.dates(date(1930, 1, 1), date(2026, 11, 22))
    slow(given(days)(lambda day: _all(silent((cell, ages(day, cell)) for cell in born(day)))))()


def _all(found: list[str]) -> None:
    assert found == [], SILENT
