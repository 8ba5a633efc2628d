"""Plans with lists of units: recorded and checked, one unit more tried, nothing told of protection."""

import json
from pathlib import Path

import numpy as np
import pytest

from rematch.__main__ import main
from rematch.bootstrap import shipped_catalogue
from rematch.explain.room import short_of
from rematch.instance import prepare_cohort
from rematch.model import Ags, Household, Profiles, Sex, Unit, Viewer
from rematch.planning.chains import chains
from rematch.planning.changes import Changes
from rematch.planning.plan import replan
from rematch.planning.record import record
from rematch.planning.repeat import check_run
from rematch.planning.report import PlanReport
from rematch.release.preview import preview
from rematch.report.files.folder import write_folder
from rematch.report.files.plan import COLUMNS, plan_rows
from rematch.report.files.tables import plan_csv
from rematch.scenario import Scenario
from rematch.store import Store, profiles_fingerprint
from rematch.whatif.alternatives.marginal_capacity import bottlenecks, candidates
from tests.builders import household, member, municipality, of_town, profiles

KIEL, TROISDORF = Ags("01002000"), Ags("05382068")
CATALOGUE = shipped_catalogue()
ANY = ("flat", "shared_flat", "hostel")


def who(name: str, *ages: int, **answers: object) -> Household:
    members = [
        member(n, age).model_copy(update={"sex": Sex.FEMALE}) for n, age in enumerate(ages or (35,), 1)
    ]
    return household(name, members=members, answers={"accepted_types": ANY, **answers})


def unit(name: str, type: str = "flat", **named: object) -> Unit:
    return Unit.model_validate({"unit": name, "type": type, **named})


def cohort(people: list[Household], *units: Unit) -> Profiles:
    """Kiel with these units, Troisdorf with two hostel units of which only the type is known."""
    towns = [
        municipality(KIEL, capacity={"persons": 30}, units=units),
        municipality(
            TROISDORF,
            capacity={
                "persons": 30,
                "flat": 0,
                "shared_flat": 0,
                "hostel": 2,
                "step_free": 0,
                "protected_places": 0,
            },
        ),
    ]
    return profiles(people, towns)


def planned(found: Profiles, **named: object) -> PlanReport:
    known = prepare_cohort(found, CATALOGUE, profiles_fingerprint(found))
    return replan(known, Scenario(), **named)  # type: ignore[arg-type]


MIXED = (unit("A", beds=4), unit("B", beds=1), unit("C", "hostel", beds=2, step_free=True))


def test_a_recorded_plan_is_checked_and_found_again_with_the_same_units(tmp_path: Path) -> None:
    """A run keeps the types; of several classes of a type the check takes those that make its objective."""
    people = [who("h0", 35, 4, 6), who("h1"), who("h2", needs_step_free=True)]
    found = cohort(people, *MIXED)
    report = planned(found)
    assert report.solution.persons_placed == 5
    with Store.open(tmp_path / "kept.duckdb") as store:
        store.save_profiles(found, CATALOGUE.fingerprint, Viewer())
        run = record(report, store, Viewer(), "saved")
        kept = store.run(run).units
        again = check_run(store, run, solve_again=True)
    assert again.ok and again.check.ok
    assert kept is not None
    types = {h.id: report.instance.unit_type(int(c)) for h, c in zip(people, report.units, strict=True)}
    assert kept == types


def test_another_unit_of_the_same_type_counts_as_free_only_for_whom_it_fits() -> None:
    """One bed is free, a family of three has no room: told by the units that are large enough."""
    people = [who("h0", 35, 4, 6), who("h1", 35, 5, 7)]
    report = planned(cohort(people, unit("A", beds=4), unit("B", beds=1)))
    [out] = np.flatnonzero(report.assignment != 0)
    short = short_of(report.instance, report.assignment, int(out), 0)
    assert [(needed, free) for resource, needed, free in short if resource == "flat"] == [(1, 0)]


@pytest.mark.parametrize("needs", [{}, {"needs_step_free": True}])
def test_where_one_more_unit_helps_the_one_that_helps_is_tried(needs: dict[str, object]) -> None:
    """Four want the one unit that fits: up to two more like it place up to two of those who are left."""
    people = [who("h0", **needs), who("h1", **needs), who("h2", **needs), who("h3", **needs)]
    report = planned(cohort(people, unit("A", step_free=True, beds=1)))
    resources = {(ags, resource) for ags, resource, _ in candidates(report)}
    assert (KIEL, "flat") in resources
    found = {(one.ags, one.resource): one.best.persons for one in bottlenecks(report).found}
    assert found[KIEL, "flat"] == min(2, len(people) - report.solution.persons_placed)
    if needs:
        assert (KIEL, "step_free") in resources


def test_who_moves_into_the_units_of_others_is_one_chain() -> None:
    """A household comes to Kiel where another leaves the only unit that fits: their moves are linked."""
    people = [who("h0", 35, 4, 6), who("h1", 35, 5, 7)]
    found = cohort(people, unit("A", beds=4), unit("B", beds=1))
    old = planned(found)
    there = int(np.flatnonzero(old.assignment == 0)[0])
    veto = Scenario.model_validate({"vetoes": [{"household": f"h{there}", "ags": KIEL, "reason": "other"}]})
    known = old.instance.cohort_data
    new = replan(known, veto)
    assert new.assignment[1 - there] == 0
    assert [len(chain.moves) for chain in chains(Changes(old, new))] == [2]


def told(found: Profiles, folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """What leaves the coordinator's tables: the plan as a file, as JSON, and every preview."""
    report = planned(found)
    rows = plan_rows(report.instance, report.placements, "en")
    texts = {"csv": repr(plan_csv(rows, dict.fromkeys(COLUMNS, "")))}
    for place in found.municipalities:
        viewer = of_town(found.cohort.id, place.ags)
        texts[f"preview {place.ags}"] = repr(preview(report, viewer, place.ags, as_real=True))
    write_folder(found, CATALOGUE, folder)
    capsys.readouterr()
    assert main(["plan", "--data", str(folder), "--json"]) == 0
    texts["json"] = json.dumps(json.loads(capsys.readouterr().out)["assignments"])
    return texts


def test_of_a_protected_unit_nothing_but_its_type_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan's file, its JSON and the previews are the same whatever the unit is called or for."""
    monkeypatch.setenv("REMATCH_DB", str(tmp_path / "own.duckdb"))
    people = [who("h0", safe_space_needed=True), who("h1")]
    kinds = [("women", "WOMEN-1"), ("lgbtiq", "RAINBOW-1")]
    found = [
        told(
            cohort(people, unit(name, protected_for=kind, open_to="women"), unit("B")),
            tmp_path / kind,
            capsys,
        )
        for kind, name in kinds
    ]
    assert found[0] == found[1]
    for text in (*found[0].values(), *found[1].values()):
        assert not any(word in text for word in ("WOMEN", "RAINBOW", "lgbtiq", "women"))
