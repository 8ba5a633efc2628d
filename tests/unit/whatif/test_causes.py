"""Why households moved: a cause that is told holds when its change is taken back."""

import dataclasses
from functools import cache

import pytest

from rematch.criteria.presets import presets
from rematch.instance.cohort_data import prepare_cohort
from rematch.instance.weight_shares import weighing
from rematch.planning.changes import Changes
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.scenario import Policy, Scenario
from rematch.synthetic import generate
from rematch.whatif.causes import MOST, causes, slider_moves
from tests import demo

SEVERAL = [preset.id for preset in presets() if 1 < len(preset.groups) + len(preset.weights) <= MOST]


@cache
def before(seed: int) -> PlanReport:
    return replan(prepare_cohort(generate(16, 5, seed, demo.catalogue()), demo.catalogue(), ""), Scenario())


def step(seed: int, scenario: Scenario) -> Changes:
    old = before(seed)
    return Changes(old, replan(old.instance.cohort_data, scenario, before=old))


def by_preset(seed: int, name: str) -> Changes:
    preset = next(one for one in presets() if one.id == name)
    return step(seed, preset.applied(Scenario(), demo.catalogue()))


@pytest.mark.parametrize("name", SEVERAL)
def test_every_cause_told_holds_when_it_is_taken_back_and_no_other_is_passed_over(name: str) -> None:
    """With that one slider put back the household stays; where none is told, with each alone it moves."""
    told = 0
    for seed in (3, 4):
        changes = by_preset(seed, name)
        why = causes(changes)
        if why is None or len(why.sliders) == 1:
            continue
        old, new = changes.old.scenario, changes.new.scenario
        ground, row = changes.new.instance.cohort_data, changes.new.instance.cohort_data.row
        plans = {
            slider: replan(ground, slider.put_back(new, old), before=before(seed)) for slider in why.sliders
        }
        for move in changes.moves:
            i = row[move.household]
            stays = {s for s, plan in plans.items() if plan.assignment[i] == changes.old.assignment[i]}
            named = why.of.get(move.household)
            assert named in stays if named is not None else not stays
            told += named is not None
    assert told or name not in SEVERAL[:1]


def test_one_slider_is_the_cause_with_its_direction_and_both_shares() -> None:
    """The shares are those beside the sliders; put back, the scenario is the old one."""
    criterion, weight = demo.moving_weight()
    changes = Changes(demo.cold(), demo.moved(criterion, weight))
    why = causes(changes)
    assert why is not None and not why.of and why.tried
    (slider,) = why.sliders
    shares = [
        next(
            one.share
            for group in weighing(demo.known(), scenario, None)
            for one in group.criteria
            if one.criterion.id == criterion
        )
        for scenario in (changes.old.scenario, changes.new.scenario)
    ]
    assert (slider.kind, slider.name, [slider.before, slider.after]) == ("criterion", criterion, shares)
    back = slider.put_back(changes.new.scenario, changes.old.scenario)
    assert back == changes.old.scenario


def test_the_town_s_share_and_a_group_are_sliders_too() -> None:
    """Each is named by its kind, and put back it is as before."""
    for scenario, kind in (
        (Scenario(groups={"language": 2.0}), "group"),
        (Scenario(policy=Policy(town_share=0.3)), "town_share"),
    ):
        (slider,) = slider_moves(step(3, scenario))
        assert slider.kind == kind and slider.after > slider.before
        assert slider.put_back(scenario, Scenario()) == Scenario()


def test_a_step_with_another_decision_has_no_slider_for_a_cause() -> None:
    """A household that waits beside a moved weight: nothing is said of weights."""
    first = before(3).instance.profiles.households[0].id
    changes = step(3, Scenario(groups={"place": 2.0}, not_this_round=(first,)))
    assert slider_moves(changes) == () and causes(changes) is None


def test_stopped_it_names_nobody() -> None:
    """Half of the sliders tried is no answer."""
    changes = by_preset(3, SEVERAL[0])
    why = causes(changes, stopped=lambda: True)
    assert why is None or len(why.sliders) == 1 or (not why.tried and not why.of)


def test_where_a_slider_put_back_leads_to_no_proven_plan_nobody_is_said_to_move_in_interplay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not proven is not tried: that no change alone does it may only be said of proven plans."""
    changes = next(
        step for name in SEVERAL if causes(step := by_preset(3, name)) and len(slider_moves(step)) > 1
    )
    unproven = dataclasses.replace(changes.new.solution, status="feasible")
    monkeypatch.setattr(
        "rematch.whatif.causes.replan",
        lambda *told, **named: dataclasses.replace(replan(*told, **named), solution=unproven),
    )
    why = causes(changes)
    assert why is not None and not why.tried and not why.of
