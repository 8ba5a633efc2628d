"""A catalogue is other people's data: whatever stands in it, its faults come back collected, by code."""

from copy import deepcopy
from itertools import chain, product
from typing import Any

import pytest

from rematch.bootstrap import CRITERIA, DATA, shipped_catalogue
from rematch.criteria.catalogue import BASE_COLUMNS, Field, MeasureName
from rematch.criteria.measuring.measured import MEASURES, measure
from rematch.criteria.reading import checked, parse_catalogue
from rematch.criteria.soundness import ASKS
from rematch.errors import DataErrors
from rematch.model import CriterionId
from rematch.scenario import Scenario
from tests.builders import catalogue, field, household, member, municipality, profiles, resource

Tables = dict[str, Any]
SHIPPED = shipped_catalogue()
KIEL, BONN = "01002000", "05314000"
LABEL = {"de": "Wort", "en": "word"}


def tables() -> Tables:
    """The shipped criteria as plain tables, to be spoilt."""
    return SHIPPED.model_dump(mode="json", exclude_unset=True)


def entry(found: Tables, section: str, name: str) -> dict[str, Any]:
    return next(one for one in found[section] if one["id"] == name)


def faults(raw: Tables) -> set[tuple[str | None, str]]:
    """The entries and codes of everything that is wrong; nothing else may be raised."""
    with pytest.raises(DataErrors) as caught:
        checked(raw, CRITERIA)
    return {(finding.column, finding.code) for finding in caught.value.findings}


def resource_with(name: str, **values: Any) -> Tables:
    """The catalogue with another resource of this name."""
    raw = tables()
    entry(raw, "resources", name).update(values)
    return raw


def demand(name: str, **values: Any) -> Tables:
    """A resource with another demand."""
    raw = tables()
    kept = {**entry(raw, "resources", name)["demand"], **values}
    entry(raw, "resources", name)["demand"] = {k: v for k, v in kept.items() if v is not None}
    return raw


@pytest.mark.parametrize(
    ("limited", "values", "code"),
    [
        ("course_seats", {"at_most": "Z9"}, "catalogue.unknown_level"),
        ("course_seats", {"field": "isco"}, "catalogue.demand_type"),
        ("course_seats", {"at_most": None}, "catalogue.demand_type"),
        ("course_seats", {"field": "has_pet"}, "catalogue.demand_field"),
        ("course_seats", {"age": [30, 20]}, "catalogue.bounds"),
        ("course_seats", {"age": [-1, 20]}, "catalogue.bounds"),
        ("course_seats", {"field": "nothing"}, "catalogue.unknown_name"),
        ("course_seats", {"field": "size"}, "catalogue.demand_field"),
        ("step_free", {"field": "isco"}, "catalogue.demand_field"),
        ("step_free", {"field": None}, "catalogue.demand_incomplete"),
        ("step_free", {"at_most": "A2"}, "catalogue.demand_type"),
        ("step_free", {"per": "persons"}, "catalogue.persons_by_size"),
        ("persons", {"per": "member"}, "catalogue.persons_by_size"),
        ("flat", {"field": "rooms_accepted"}, "catalogue.unit_fields"),
        ("flat", {"field": "needs_step_free"}, "catalogue.demand_type"),
        ("flat", {"type": "castle"}, "catalogue.unknown_name"),
    ],
)
def test_a_demand_that_cannot_be_counted_is_refused(limited: str, values: Tables, code: str) -> None:
    """An unknown level, a field of the other side or of a type that says nothing of a need, bad ages."""
    assert (limited, code) in faults(demand(limited, **values))


def test_what_is_served_needs_a_criterion_that_counts_its_places() -> None:
    """By household or member, and scored by just this resource: otherwise nobody's fit would hear of it."""
    assert ("flat", "catalogue.served_demand") in faults(resource_with("flat", binds="served"))
    assert ("step_free", "catalogue.served_by_places") in faults(resource_with("step_free", binds="served"))
    assert ("childcare", "catalogue.served_by_places") in faults(
        resource_with("childcare", criterion="german_course")
    )
    checked(resource_with("childcare", first=["legal_claim"]), CRITERIA)


def test_places_for_people_are_there_and_first() -> None:
    """Figures, forms and limits count on it."""
    late = tables()
    late["resources"].append(late["resources"].pop(0))
    assert faults(late) == {("persons", "catalogue.persons_first")}
    without = tables()
    del without["resources"][0]
    assert ("persons", "catalogue.persons_first") in faults(without)


def changed(name: str, **values: Any) -> Tables:
    """A criterion with other values."""
    raw = tables()
    entry(raw, "criteria", name).update(values)
    return raw


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (changed("pets", rule="timing"), "catalogue.measure_and_rule"),
        (changed("consent", rule="resource"), "catalogue.no_resource"),
        (changed("unit_size", resource="childcare"), "catalogue.no_parameter"),
        (changed("unit_size", params={}), "catalogue.no_parameter"),
        (changed("consent", rule="accommodation"), "catalogue.no_resource"),
        (changed("accommodation_type", side="municipality"), "catalogue.side_of_people"),
        (changed("pets", applies="isco"), "catalogue.wrong_type"),
        (changed("pets", applies="ags"), "catalogue.wrong_type"),
        (changed("pets", applies="pets_allowed"), "catalogue.wrong_side"),
        (changed("pets", need="ags"), "catalogue.wrong_side"),
        (changed("pets", params={"wait": "has_pet", "wait_half": 2}), "catalogue.wrong_side"),
        (changed("pets", params={"wait": "place_from"}), "catalogue.no_parameter"),
        (changed("place_ranking", need="has_pet"), "catalogue.wrong_type"),
        (changed("childcare", need="isced"), "catalogue.wrong_type"),
        (changed("childcare", applies="seeks_work"), "catalogue.wrong_type"),
        (changed("pets", conditions=[{"spoken": "languages", "level": "B2"}]), "catalogue.wrong_side"),
        (changed("higher_education", hard="essential", conditions=[{}]), "catalogue.condition_hard"),
        (changed("higher_education", conditions=[{"level": "B2"}]), "catalogue.no_parameter"),
        (changed("higher_education", conditions=[{"field": "isced"}]), "catalogue.wrong_type"),
        (changed("higher_education", conditions=[{"field": "nothing"}]), "catalogue.unknown_name"),
        (changed("higher_education", conditions=[{"field": "study_certificate"}]), "catalogue.unknown_name"),
        (changed("higher_education", conditions=[{"each_level": 2}]), "catalogue.shape"),
        (changed("pets", measure="nothing"), "catalogue.shape"),
        (changed("pets", measure=None, rule="nothing"), "catalogue.shape"),
    ],
)
def test_a_criterion_that_cannot_be_measured_or_enforced_is_refused(raw: Tables, code: str) -> None:
    """What it reads beside need and offer is looked at as well."""
    assert code in {found for _, found in faults(raw)}


def test_things_by_name_are_asked_and_offered_in_the_same_words() -> None:
    """Otherwise they could never meet, and everybody would score 0."""
    both = [c for c in SHIPPED.criteria if c.measure is MeasureName.COVERAGE]
    name = next(c for c in both if SHIPPED.field_by_id[c.offer or ""].options)
    raw = tables()
    entry(raw, "fields", name.offer or "")["options"][0]["id"] = "something_else"
    assert (name.id, "catalogue.other_words") in faults(raw)


def test_minutes_need_a_half_life() -> None:
    """Without one, half an hour on the bus would count like an offer next door."""
    minutes = {f.id for f in SHIPPED.fields if f.unit is not None and f.unit.en == "minutes"}
    named = [c for c in SHIPPED.criteria if c.offer in minutes]
    assert named
    for criterion in named:
        raw = tables()
        params = entry(raw, "criteria", criterion.id)["params"]
        del params["half"]
        assert (criterion.id, "catalogue.no_parameter") in faults(raw)


def test_a_choice_without_answers_and_bounds_the_wrong_way_round_are_refused() -> None:
    """Fields are checked as well."""
    raw = tables()
    raw["fields"].append(
        {"id": "x", "of": "household", "type": "choice", "label": {"de": "X", "en": "X"}, "low": 2, "high": 1}
    )
    assert faults(raw) == {("x", "catalogue.no_options"), ("x", "catalogue.bounds")}


def test_faults_of_all_sections_come_back_at_once() -> None:
    """One reading, one list."""
    raw = demand("course_seats", at_most="Z9")
    entry(raw, "criteria", "pets")["need"] = "isco"
    raw["fields"].append({"id": "x", "of": "household", "type": "choice", "label": {"de": "X", "en": "X"}})
    assert faults(raw) == {
        ("course_seats", "catalogue.unknown_level"),
        ("pets", "catalogue.wrong_type"),
        ("x", "catalogue.no_options"),
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"criteria = 1",
        b"criteria = ['x']",
        b"groups = [1, [2]]\nfields = [{}]\nresources = {}\n",
        b"fields = 3",
        b"\xff\xfe",
        b"a = " + b"9" * 5000,
        b"a = " + b"[" * 5000,
        b"[[criteria]]\nid = 1979-05-27\n",
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_with_findings(content: bytes) -> None:
    """Never with whatever error the reader meets."""
    with pytest.raises(DataErrors) as caught:
        parse_catalogue(content, CRITERIA)
    assert caught.value.findings


JUNK: tuple[Any, ...] = (None, "isco", "ags", "has_pet", -1, [], {}, ["x"])


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Where values stand in nested tables; of lists the first and the last entry."""
    if isinstance(value, dict):
        return [path, *(p for key, inner in value.items() for p in places(inner, (*path, key)))]
    if isinstance(value, list) and value:
        ends = {0, len(value) - 1}
        return [path, *(p for i in ends for p in places(value[i], (*path, i)))]
    return [path]


def spoilt(raw: Tables, path: tuple[str | int, ...], value: object) -> None:
    """Put a value where another one stood."""
    *way, last = path
    at: Any = raw
    for step in way:
        at = at[step]
    at[last] = value


def refused_or_read(raw: Tables) -> bool:
    """Whether the tables are refused with findings; any other error comes through."""
    try:
        checked(raw, CRITERIA)
    except DataErrors as fault:
        return bool(fault.findings)
    return False


def test_whatever_stands_anywhere_nothing_but_findings_is_raised() -> None:
    """Every place of the last resource and of some criteria, with every kind of junk in it."""
    refused = 0
    whole = tables()
    chosen = [("resources", "course_seats")]
    chosen += [("criteria", name) for name in ("pets", "transport", "childcare", "consent")]
    for section, name in chosen:
        at = next(i for i, one in enumerate(whole[section]) if one["id"] == name)
        for path in places(whole[section][at])[1:]:
            for value in JUNK:
                entries = [*whole[section][:at], deepcopy(whole[section][at]), *whole[section][at + 1 :]]
                spoilt(entries[at], path, value)
                refused += refused_or_read({**whole, section: entries})
    assert refused > 100


def test_every_measure_stands_in_every_table_by_measure() -> None:
    """A measure in the enum alone is found here at once."""
    assert set(ASKS) == set(MEASURES) == set(MeasureName)


def test_a_measure_without_its_entry_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """The editor and whoever reads a catalogue then hear of it, not of a KeyError."""
    monkeypatch.delitem(ASKS, MeasureName.GATE)
    assert ("pets", "catalogue.not_carried_out") in faults(tables())


def test_the_shipped_file_has_no_fault() -> None:
    """What is asked of others holds for ours."""
    assert parse_catalogue((DATA / CRITERIA).read_bytes(), CRITERIA).fingerprint == SHIPPED.fingerprint


VALUES: dict[str, Any] = {
    "flag": True,
    "number": 3.0,
    "choice": "a",
    "text": "2310",
    "level": "B1",
    "date": "2025-06-01",
    "set": ("a", "b"),
    "map": {"a": 2.0},
    "languages": {"de": 3.0},
    "points": ((52.5, 13.4),),
}
"""An answer of every type of field."""


def every_type(of: str) -> list[Field]:
    """A field of each type on one side, named by both."""
    options = [{"id": word, "label": {"de": word, "en": word}} for word in ("a", "b")]
    return [
        field(f"{of}_{kind}", of, kind, options=options if kind in ("choice", "set") else [])
        for kind in VALUES
    ]


def answers(of: str, known: bool) -> dict[str, Any]:
    return {f"{of}_{kind}": value for kind, value in VALUES.items()} if known else {}


def test_what_is_accepted_can_be_measured() -> None:
    """Every measure with every pair of field types: refused with findings, or measured without an error."""
    sides = {of: every_type(of) for of in ("household", "member", "municipality")}
    flats = resource("flat", per="unit", field="household_set", type="a")
    whole = catalogue(fields=chain(*sides.values()), resources=[flats])
    whole = whole.model_dump(mode="json", exclude_unset=True)
    people = [
        household(
            f"h{known}", answers=answers("household", known), members=[member(**answers("member", known))]
        )
        for known in (True, False)
    ]
    places = [
        municipality(ags, offers=answers("municipality", k)) for ags, k in ((KIEL, True), (BONN, False))
    ]
    cohort = profiles(people, places)
    base = [*sorted(BASE_COLUMNS), None]
    needs = [*(f.id for f in sides["household"] + sides["member"]), *base]
    offers = [*(f.id for f in sides["municipality"]), *base]
    accepted: set[MeasureName] = set()
    for name, need, offer in product(MeasureName, needs, offers):
        terms = [{"field": need, "low": 0, "high": 9, "better": "high"}]
        scale = {"terms": terms} if name is MeasureName.SCALE and need else {}
        row = {"id": "c1", "group": "place", "label": LABEL, "question": LABEL, "source": "X"}
        row |= {"measure": name.value, "params": {"half": 3, "span": 2, **scale}}
        of = "flat" if name is MeasureName.ROOMS else "persons"
        row |= {"need": need, "offer": offer, "resource": of}
        try:
            found = checked({**whole, "criteria": [*whole["criteria"], row]}, CRITERIA)
        except DataErrors:
            continue
        scored = measure(found.by_id[CriterionId("c1")], cohort, found, Scenario())
        assert scored.score.shape == (2, 2)
        accepted.add(name)
    assert accepted == set(MeasureName)
