"""What presets would do to this cohort, told before one is taken."""

import json

import pytest

from rematch.criteria.presets import presets
from rematch.planning.plan import replan
from rematch.scenario import Scenario
from rematch.whatif.sensitivity.preset_effects import preset_effect, preset_effects
from tests import demo


def test_each_preset_is_told_by_the_plan_it_leads_to_and_the_weights_in_force():
    """Moves, first wishes and the people's mean fit are those of a plan made by hand under its weights."""
    steps = []
    report = demo.cold()
    found = preset_effects(report, lambda done, asked: steps.append((done, asked)))
    assert [one.preset for one in found] == list(presets())
    assert steps == [(k, len(presets())) for k in range(1, len(presets()) + 1)]
    assert any(one.moves for one in found)
    for one in found:
        plan = replan(demo.known(), one.preset.applied(Scenario(), demo.catalogue())).assignment
        if one.moves == 0:
            assert one.figures == report.figures
            continue
        fits = report.instance.planned_fits(plan).people
        sizes = report.instance.cohort_data.persons
        assert one.moves == int((plan != report.assignment).sum())
        assert one.figures.mean_people == pytest.approx(float((fits * sizes).sum() / sizes.sum()))


def test_the_catalogue_s_own_weights_change_nothing_where_they_are_in_force():
    """And one stop ends the work with what was found by then."""
    usual = next(preset for preset in presets() if preset.id == "catalogue")
    assert preset_effect(demo.cold(), usual).moves == 0
    assert preset_effects(demo.cold(), stopped=lambda: True) == ()


def test_presets_are_named_for_what_they_do():
    """Equal weights says so; what nothing supports is gone; none promises a family what it does not bring."""
    labels = {preset.id: (preset.label.de, preset.label.en) for preset in presets()}
    assert labels["people"] == ("Gleiche Gewichte", "Equal weights")
    assert not [words for pair in labels.values() for words in pair if "famil" in words.casefold()]
    assert not [words for pair in labels.values() for words in pair if "Re:Match" in words]


def test_a_scenario_made_from_a_preset_that_is_gone_still_opens():
    """A scenario keeps weights, never a preset's name: here those of "Re:Match-like" as they were."""
    groups = {"health": 1.5, "education": 1.3, "people": 1.2, "work": 1.2, "place": 0.6}
    kept = Scenario.from_json(json.dumps({"version": 1, "groups": groups}))
    assert kept.groups == groups
    assert replan(demo.known(), kept).proven
