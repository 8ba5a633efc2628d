"""Childcare through files and the command line: nothing is promised to more than there are places (A4)."""

import pytest

from rematch.__main__ import main
from tests.builders import household, municipality, profiles

KIEL, BONN = "01002000", "05314000"


@pytest.fixture
def planned(tmp_path, plan_of):
    """What `plan --json` says of these households in two towns with so many childcare places each."""

    def plan(people, places):
        towns = [
            municipality(ags, name=name, capacity={"persons": 60, "childcare": places})
            for ags, name in ((KIEL, "Kiel"), (BONN, "Bonn"))
        ]
        return plan_of(profiles(people, towns), tmp_path / "cohort")

    return plan


def score(line):
    return next(part["score"] for part in line["parts"] if part["criterion"] == "childcare")


def test_five_families_are_not_all_promised_the_two_places(planned):
    """Two towns with two places: four of five families get one, two in each town, the fifth is told so."""
    plan = planned([household(f"H{n}", ages=(30, 31, 3)) for n in range(5)], 2)
    served = {line["household"]: line["served"]["childcare"] for line in plan["assignments"]}
    assert sorted(served.values()) == [0, 1, 1, 1, 1]
    for ags in (KIEL, BONN):
        there = [line["household"] for line in plan["assignments"] if line["municipality"] == ags]
        assert sum(served[household] for household in there) == 2
    assert sorted(map(score, plan["assignments"])) == [0.0, *[pytest.approx(2 ** (-8 / 4))] * 4]
    loads = [r for town in plan["municipalities"] for r in town["resources"] if r["resource"] == "childcare"]
    assert [r["used"] for r in loads] == [2, 2] and sum(r["wanted"] for r in loads) == 5


def test_a_large_family_does_not_come_before_a_mother_alone_with_one_child(planned):
    """One place in each town, a pair with three children and two mothers with one: the mothers get it."""
    people = [
        household("H1", ages=(30, 31, 5, 4, 3)),
        household("H2", ages=(30, 3)),
        household("H3", ages=(30, 4)),
    ]
    plan = planned(people, 1)
    assert {line["household"]: line["served"]["childcare"] for line in plan["assignments"]} == {
        "H1": 0,
        "H2": 1,
        "H3": 1,
    }


def test_essential_childcare_is_had_in_full_once_it_is_confirmed(planned):
    """Three children, two places a town: unconfirmed two are planned; confirmed, no place does."""
    claimed = household("H1", ages=(30, 31, 5, 4, 3), priorities={"childcare": 3})
    [line] = planned([claimed], 2)["assignments"]
    assert line["served"] == {"childcare": 2}
    [line] = planned([claimed.model_copy(update={"confirmed": ("childcare",)})], 2)["assignments"]
    assert line["municipality"] is None
    assert {reason["criterion"] for reason in line["reasons"][1:]} == {"childcare"}


def test_a_confirmation_of_what_has_not_to_be_confirmed_is_told(planned, capsys, tmp_path):
    """A word that names no such criterion confirms nothing, and says so with row and column."""
    people = [household("H1", ages=(30, 3), priorities={"childcare": 3}, confirmed=("childcaer",))]
    planned(people, 1)
    main(["load", str(tmp_path / "cohort"), "--lang", "en"])
    told = capsys.readouterr().err
    assert "households.csv" in told and "essential_confirmed" in told and "childcaer" in told
    assert "childcare, " in told
