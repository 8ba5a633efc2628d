"""Wishes, places, languages and links rewritten as people write them: none becomes another in silence."""

import re
from collections.abc import Callable, Iterator, Sequence

import pytest

from rematch.intake.questions import ROW_BY_ROW
from rematch.model import Household
from tests.property.test_silent_misreading import PLAIN, SILENT, rewritten
from tests.unit.intake.foreign import checked

LISTS = (
    *("{a}, {b}", "{a},{b}", "{a}; {b}", "{a} | {b}", "{a}\n{b}", "{a} / {b}"),
    *("{a} und {b}", "{a} and {b}", "{a} та {b}", "{a} и {b}", "{a} oraz {b}", "{a} & {b}", "{a} + {b}"),
)
"""Both answers, the first of them first."""

RANKED = ("1. {a} 2. {b}", "2. {b} 1. {a}", "2) {b}, 1) {a}", "2: {b}; 1: {a}", "1. {a}\n2. {b}")

TURNED = (
    *("{b} statt {a}", "lieber {b} als {a}", "{a}, aber nicht {b}", "auf keinen Fall: {a}, {b}"),
    *("auf keinen Fall, {a}", "{a}, {b} (beide nicht)", "außer {a}, {b}", "{a} oder {b}", "früher {a}, {b}"),
    *("{b} instead of {a}", "{a}, but not {b}", "anything but {a}", "by no means, {a}", "{a} until May, {b}"),
    *("замість {a}: {b}", "крім {a}, {b}", "у жодному разі, {a}", "раніше {a}, {b}", "{a}, але не {b}"),
    *("вместо {a}: {b}", "кроме {a}, {b}", "ни в коем случае, {a}", "раньше {a}, {b}", "{a}, но не {b}"),
    *("zamiast {a}: {b}", "oprócz {a}, {b}", "w żadnym razie, {a}", "dawniej {a}, {b}", "{a}, ale nie {b}"),
    *("[ ] {a}, [x] {b}", "☐ {a}, ☑ {b}", "{a} ✗, {b} ✓", "{a} < {b}", "{a} -> {b}", "{a}=2; {b}=1"),
    *("{a} 2, {b} 1", "{a} (2), {b} (1)", "b) {a}, a) {b}", "3. {a}, 5. {b}", "zuerst {b}, {a}", "{a}: nein"),
)
"""What may be other answers, another order, or none: it must be asked about."""


def spoilt(a: str, b: str) -> Iterator[tuple[str, tuple[str, ...] | None]]:
    """Each cell with the answers it wholly says, None where a person has to look."""
    for form in dict.fromkeys(rewritten(a, b)):
        yield form, plain(form, a, b)
    yield from ((form.format(a=a, b=b), (a, b)) for form in (*LISTS, *RANKED))
    yield from ((form.format(a=a, b=b), None) for form in TURNED)


def plain(cell: str, a: str, b: str) -> tuple[str, ...] | None:
    """The answers of a cell in which nothing else stands, and an answer alone with what changes nothing."""
    if cell in {form.format(said) for said in (a, a.upper()) for form in PLAIN} | {f'"{a}"'}:
        return (a,)
    parts = tuple(part.strip() for part in re.split("[,;/]", cell))
    return parts if set(parts) <= {a, b} else None


def sound(
    header: str,
    said: Callable[[Household], Sequence[object]],
    means: dict[str, object],
    *,
    assumed: frozenset[str] = frozenset(),
    asked: frozenset[str] = frozenset(),
    ordered: bool = True,
) -> list[str]:
    """The cells in a column of this header that are misread in silence.

    Findings `assumed` do not count as asking; those `asked` do, though they are accepted all together.
    """
    a, b = means
    found = []
    for cell, whole in spoilt(a, b):
        truth = () if (header, cell) == ("Sprachen", f"kein {a}") else whole
        codes, blocked, stored = read(header, cell, said)
        told = codes - assumed
        meant = [means[one] for one in truth or ()]
        wholly = truth is not None and (stored == meant or (not ordered and set(stored) == set(meant)))
        if not (wholly or blocked or told & (ROW_BY_ROW | asked) or (told and not stored)):
            found.append(cell)
    return found


def read(
    header: str, cell: str, said: Callable[[Household], Sequence[object]]
) -> tuple[set[str], bool, list[object]]:
    """What is found about the cell, whether it blocks the load, and what is stored."""
    quoted = cell.replace('"', '""')
    rows = "".join(f"A-{n};1;Kraków;ja;40;\n" for n in (2, 3))
    done = checked(
        {"h.csv": f'id;Personen;Ort;Einwilligung;Alter;{header}\nA-1;1;Kraków;ja;40;"{quoted}"\n{rows}'}
    )
    told = {f.code for f in done.findings if f.row == 2 and f.column == header}
    first = next((h for h in done.households if h.id == "A-1"), None)
    return told, any(f.row == 2 for f in done.errors), list(said(first)) if first is not None else []


def spoken(household: Household) -> Sequence[object]:
    """The languages that its first member speaks, with their levels."""
    found = household.members[0].answers.get("languages")
    return [(tag, level) for tag, level in found.items() if level] if isinstance(found, dict) else []


@pytest.mark.parametrize("header", ["Wunschort", "Ausgeschlossene Orte"])
def test_no_wish_and_no_exclusion_is_misread_in_silence(header: str) -> None:
    """Two towns in a hundred ways, as wishes in their order and as places that are barred."""
    name = "wish_ags" if header == "Wunschort" else "excluded_ags"
    towns: dict[str, object] = {"Kiel": "01002000", "Jena": "16053000"}
    assert sound(header, lambda household: getattr(household, name) or (), towns) == [], SILENT


def test_no_language_is_misread_in_silence() -> None:
    """Two languages with their levels."""
    tongues: dict[str, object] = {"Polnisch B1": ("pl", 3.0), "Russisch A2": ("ru", 2.0)}
    assert sound("Sprachen", spoken, tongues) == [], SILENT


def test_no_level_is_misread_in_silence() -> None:
    """A level alone; two of them are a range, whose lower end is proposed."""
    levels: dict[str, object] = {"B1": ("de", 3.0), "B2": ("de", 4.0)}
    ranges = frozenset({"intake.level_range"})
    assert sound("Deutschniveau", spoken, levels, asked=ranges) == [], SILENT


def occupied(household: Household) -> Sequence[object]:
    """The occupation of its first member."""
    found = household.members[0].answers.get("isco")
    return [found] if found else []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Koch", "Elektrikerin"),
        *(
            pytest.param(a, b, marks=pytest.mark.soak)
            for a, b in (
                ("cook", "electrician"),
                ("кухар", "електрик"),
                ("повар", "электрик"),
                ("kucharka", "elektryk"),
            )
        ),
    ],
)
def test_no_occupation_is_misread_in_silence(a: str, b: str) -> None:
    """Two occupations that share no group; of both in one cell none is taken."""
    assert sound("Beruf", occupied, {a: "5120", b: "7411"}) == [], SILENT


@pytest.mark.parametrize(
    "name",
    ["linked_hard", *(pytest.param(name, marks=pytest.mark.soak) for name in ("linked_soft", "apart"))],
)
def test_no_link_is_misread_in_silence(name: str) -> None:
    """Two households that this one shall be with, or must not be near."""
    ids: dict[str, object] = {"A-2": "A-2", "A-3": "A-3"}
    assert sound(name, lambda household: getattr(household, name), ids, ordered=False) == [], SILENT


def test_no_place_where_people_wait_is_misread_in_silence() -> None:
    """A town known by its name, and another one: the point is that of the town, or it is asked for."""
    found = []
    for cell, truth in spoilt("Warszawa", "Kiel"):
        quoted = cell.replace('"', '""')
        done = checked({"h.csv": f'id;Personen;Ort;Einwilligung\nA;1;"{quoted}";ja\nB;1;Kraków;ja\n'})
        asked = any(f.row == 2 for f in done.errors)
        here = truth == ("Warszawa",) and [(h.lat, h.lon) for h in done.households[:1]] == [(52.23, 21.01)]
        found += [] if asked or here else [cell]
    assert found == [], SILENT


@pytest.mark.soak
@pytest.mark.parametrize(
    ("a", "b"),
    [("Munich", "Leipzig"), ("Мюнхен", "Лейпциг"), ("Monachium", "Leipzig"), ("München", "Leipzig")],
)
def test_no_wish_in_any_language_is_misread_in_silence(a: str, b: str) -> None:
    """The same towns by their names in other languages."""
    towns: dict[str, object] = {a: "09162000", b: "14713000"}
    assert sound("Wunschort", lambda household: household.wish_ags or (), towns) == [], SILENT


@pytest.mark.soak
@pytest.mark.parametrize(
    ("a", "b"),
    [("Polish", "Russian"), ("польська", "російська"), ("польский", "русский"), ("polski", "rosyjski")],
)
def test_no_language_in_any_language_is_misread_in_silence(a: str, b: str) -> None:
    """Languages without a level, whose assumed ones are another question."""
    tongues: dict[str, object] = {a: "pl", b: "ru"}
    found = sound(
        "Sprachen",
        lambda h: [tag for tag, _ in spoken(h)],
        tongues,
        assumed=frozenset({"intake.levels_assumed"}),
    )
    assert found == [], SILENT
