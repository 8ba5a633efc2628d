"""The criteria page as a coordinator uses it: change, try, save, take back."""

import pytest
from streamlit.testing.v1 import AppTest

from rematch import bootstrap
from rematch.texts import say
from tests.app.conftest import Open, go, unfold_group

LAST = "criteria_draft"


def shown(at: AppTest) -> str:
    return " ".join(element.value for element in at.markdown)


def view(at: AppTest, name: str) -> AppTest:
    next(group for group in at.button_group if group.key == "criteria_view").set_value(name)
    at.run()
    assert not at.exception
    return at


def detail(opened: Open, criterion: str) -> AppTest:
    at = view(opened("criteria"), "one")
    at.selectbox(key="criteria_one").set_value(criterion).run()
    assert not at.exception
    return at


@pytest.fixture
def weight_changed(opened: Open) -> AppTest:
    at = detail(opened, "pets")
    at.number_input(key="criteria_pets_weight").set_value(9.0).run()
    assert not at.exception
    return at


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("table", "dataframe", None),
        ("one", "selectbox", "criteria_one"),
        ("new", "button", "criteria_new_add"),
        ("file", "file_uploader", "criteria_file"),
    ],
)
def test_every_view_opens_in_both_languages(
    opened: Open, lang: str, name: str, kind: str, key: str | None
) -> None:
    """It is named in the language, and what one works with in it is there, and in no other view."""
    for chosen in ("table", "one", "new", "file"):
        at = opened(lang=lang)
        at.session_state["criteria_view"] = chosen
        go(at, "criteria")
        assert not at.exception
        (choice,) = (group for group in at.button_group if group.key == "criteria_view")
        assert say(f"criteria.view.{chosen}", lang) in choice.options
        there = [one for one in at.get(kind) if key is None or one.key == key]
        assert bool(there) is (chosen == name)


def test_a_changed_weight_is_a_change_that_is_not_yet_in_force(weight_changed: AppTest) -> None:
    assert weight_changed.button(key="criteria_save")
    assert bootstrap.open_catalogue().fingerprint == bootstrap.shipped_catalogue().fingerprint


def test_a_value_put_back_leaves_nothing_changed(weight_changed: AppTest) -> None:
    old = bootstrap.shipped_catalogue().by_id["pets"].weight  # type: ignore[index]
    weight_changed.number_input(key="criteria_pets_weight").set_value(old).run()
    assert not [button for button in weight_changed.button if button.key == "criteria_save"]


def test_a_trial_plans_the_cohort_and_keeps_nothing(weight_changed: AppTest) -> None:
    weight_changed.button(key="criteria_try").click().run()
    assert not weight_changed.exception
    assert len(weight_changed.metric) == 5
    assert bootstrap.open_catalogue().fingerprint == bootstrap.shipped_catalogue().fingerprint


def test_bounds_the_wrong_way_round_are_told_and_cannot_be_saved(opened: Open) -> None:
    at = detail(opened, "transport")
    at.number_input(key="criteria_transport_0_low").set_value(500.0).run()
    assert not at.exception and at.error
    assert not [button for button in at.button if button.key == "criteria_save"]
    at.button(key="criteria_discard").click().run()
    assert not at.exception and not at.error


def test_a_new_criterion_is_added_saved_and_has_its_slider_and_can_be_taken_out_again(opened: Open) -> None:
    at = view(opened("criteria"), "new")
    for key, words in (
        ("label_de", "Garten"),
        ("label_en", "Garden"),
        ("question_de", "Ein Garten?"),
        ("question_en", "A garden?"),
    ):
        at.text_input(key=f"criteria_new_{key}").set_value(words)
    at.button(key="criteria_new_add").click().run()
    assert not at.exception and not at.error
    at.button(key="criteria_save").click().run()
    assert not at.exception
    assert bootstrap.open_catalogue().by_id["garden"].label.de == "Garten"  # type: ignore[index]
    at.switch_page("../../pages/session.py").run()
    assert unfold_group(at, "garden").slider(key="slide_w_garden")
    at.switch_page("../../pages/criteria.py").run()
    at = view(at, "one")
    at.selectbox(key="criteria_one").set_value("garden").run()
    at.button(key="criteria_remove").click().run()
    at.button(key="criteria_save").click().run()
    assert not at.exception
    assert set(bootstrap.open_catalogue().by_id) == set(bootstrap.shipped_catalogue().by_id)
    assert {"wants_garden", "offers_garden"} <= set(bootstrap.open_catalogue().field_by_id)


def test_an_incomplete_new_criterion_says_what_is_missing(opened: Open) -> None:
    at = view(opened("criteria"), "new")
    at.button(key="criteria_new_add").click().run()
    assert not at.exception and at.error


def test_an_uploaded_file_that_is_no_catalogue_is_refused_with_its_reason(opened: Open) -> None:
    at = view(opened("criteria"), "file")
    at.file_uploader(key="criteria_file").upload("criteria.toml", b"groups = 3")
    at.button(key="criteria_take").click().run()
    assert not at.exception and at.error
