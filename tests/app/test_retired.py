"""What a visit meets that still names a retired criterion: it opens, and the screen says so once."""

import json

from streamlit.testing.v1 import AppTest

from rematch.canonical import canonical_text
from rematch.intake.interview.form import Form
from rematch.model import CohortId, Viewer
from rematch.scenario import Scenario
from rematch.ui.shell import cached
from tests.app.conftest import Open, unfold
from tests.app.session import Session

COHORT, VIEWER = CohortId("session"), Viewer(name="anna")
OLD = {"version": 1, "weights": {"profile_freshness": 4, "pets": 7}, "switches": {"sector_saturation": True}}
LEFT = {"pets": 7}


def told(at: AppTest) -> list[str]:
    """What names it, as it reads once the screen has taken the escapes away."""
    said = (one.value.replace("\\", "") for one in [*at.warning, *at.info, *at.caption])
    return [words for words in said if "profile_freshness" in words]


def test_a_scenario_file_comes_into_force_with_everything_else_it_says(opened: Open) -> None:
    """One notice names both retired criteria; noted, it is gone."""
    session = Session(opened("session"))
    session.view("files")
    session.upload(json.dumps(OLD).encode())
    assert session.scenario == Scenario(weights=LEFT)
    [notice] = told(session.at)
    assert "sector_saturation" in notice
    session.press("dropped_noted")
    assert not told(session.at)
    assert session.scenario == Scenario(weights=LEFT)


def test_a_kept_scenario_is_compared_and_put_in_force(opened: Open) -> None:
    """The store keeps it as it was written; on screen it counts without the entry, which is named."""
    store = cached.store()
    store.save_scenario(COHORT, "Alt", Scenario.from_json(json.dumps(OLD)), VIEWER)
    at = unfold(opened("compare"), "compare_saved")
    at.multiselect(key="compare_plans").set_value(["saved:Alt"]).run()
    assert not at.exception
    assert len(told(at)) == 1
    at.button(key="saved_use_Alt").click().run()
    assert not at.exception
    assert Session(at).scenario == Scenario(weights=LEFT)
    assert "saved_use_Alt" not in [button.key for button in at.button]
    store.delete_scenario(COHORT, "Alt", VIEWER)


def test_a_shared_address_that_weighs_one_opens_with_the_other_weights(opened: Open) -> None:
    at = opened("session", address={"w": "pets:7,profile_freshness:4"})
    assert Session(at).scenario == Scenario(weights=LEFT)
    assert len(told(at)) == 1


def test_a_questionnaire_begun_before_is_gone_on_with(opened: Open) -> None:
    """Beside it stands what is no longer asked; gone on with, it no longer holds the answer."""
    kiel = next(m for m in cached.store().load_profiles(COHORT).municipalities if m.name == "Kiel")
    row = {"ags": kiel.ags, "name": "Kiel", "state": "DE-SH"}
    old = {**row, "profile_age": "12", "priority_profile_freshness": "2"}
    form = Form(kind="municipality", subject=kiel.ags, section="municipality", row=old)
    cached.store().save_form(COHORT, form.id, canonical_text(form), VIEWER)
    at = opened("questionnaire")
    assert len(told(at)) == 1
    at.button(key=f"form_resume_{form.id}").click().run()
    assert not at.exception
    [kept] = [Form.model_validate_json(one.content) for one in cached.store().forms(COHORT)]
    assert kept.row == row
