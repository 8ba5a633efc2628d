"""Housing through files and the command line: one flat more leaves nobody without a place."""

import pytest

from rematch.__main__ import main
from tests.builders import household, municipality, profiles

KIEL = "01002000"
ALL = ("flat", "shared_flat", "hostel")


@pytest.fixture
def planned(tmp_path, plan_of):
    """What `plan --json` says of households who accept these types, with so many flats and hostel units."""

    def plan(accepted, flats, hostels):
        people = [household(f"H{i}", answers={"accepted_types": types}) for i, types in enumerate(accepted)]
        units = {"flat": flats, "shared_flat": 0, "hostel": hostels}
        towns = [municipality(KIEL, name="Kiel", capacity={"persons": 30, **units})]
        return plan_of(profiles(people, towns), tmp_path / f"flats_{flats}_{len(list(tmp_path.iterdir()))}")

    return plan


@pytest.mark.parametrize("flats", [0, 1, 2, 5, 6])
def test_one_flat_more_leaves_nobody_without_a_place(planned, flats):
    """Five households accept all types, five hostel units: all are placed, however many flats."""
    plan = planned([ALL] * 5, flats, 5)
    assert plan["persons_placed"] == 5
    given = [line["unit"] for line in plan["assignments"]]
    assert given.count("flat") == min(flats, 5)
    assert given.count("hostel") == 5 - min(flats, 5)
    used = {r["resource"]: (r["used"], r["capacity"]) for r in plan["municipalities"][0]["resources"]}
    assert used["flat"] == (min(flats, 5), flats)


def test_accepting_less_wins_no_place(planned):
    """One flat and five hostel units: who names only the hostel takes no place from four who accept all."""
    plan = planned([("hostel",), *[ALL] * 4], 1, 5)
    assert plan["persons_placed"] == 5
    assert plan["assignments"][0]["unit"] == "hostel"


def test_the_type_that_was_named_first_counts_most_and_the_parts_say_so(planned):
    """The criterion scores 1 for the first type in the plan, 0.4 for the third; the parts add up."""
    plan = planned([ALL] * 2, 1, 5)
    scores = {}
    for line in plan["assignments"]:
        [part] = [part for part in line["parts"] if part["criterion"] == "accommodation_type"]
        scores[line["unit"]] = part["score"]
        assert sum(one["part"] for one in line["parts"]) == pytest.approx(line["fit"])
    assert scores == {"flat": 1.0, "hostel": pytest.approx(0.4)}


def test_who_finds_no_unit_is_told_which_kinds_are_full(planned, tmp_path, capsys):
    """Three accept any type and there are two units: the third reads that one unit of any type would do."""
    plan = planned([ALL] * 3, 1, 1)
    [out] = [line for line in plan["assignments"] if line["municipality"] is None]
    assert out["unit"] is None
    full = {reason["resource"] for reason in out["reasons"] if reason["code"] == "full"}
    assert full == set(ALL)
    [folder] = tmp_path.glob("flats_*")
    for lang in ("de", "en"):
        assert main(["explain", "--data", str(folder), "--household", out["household"], "--lang", lang]) == 0
    told = capsys.readouterr().out
    assert "Eine dieser Unterkunftsarten würde genügen" in told
    assert "One of these types of accommodation would do" in told
