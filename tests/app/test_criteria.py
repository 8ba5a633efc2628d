"""The criteria page as a coordinator uses it: change, try, save, take back."""

import pytest
from streamlit.testing.v1 import AppTest

from rematch import bootstrap
from rematch.errors import RematchError
from rematch.store import Store
from rematch.texts import say
from rematch.ui.shell import cached
from tests.app.conftest import Open, go, unfold, unfold_group
from tests.app.screen import heard, refused
from tests.app.written import WrittenTable

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
        ("table", "bidi_component", "criteria_table"),
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


def test_the_table_takes_switches_names_weights_and_hard_rules(opened: Open) -> None:
    """A weight as the language writes it; what the criterion does not say itself has no field."""
    at = view(opened("criteria"), "table")
    table = WrittenTable(at, "criteria_table")
    row = table.rows["pets"]
    table.write(
        {
            ("pets", "weight"): "7,5",
            ("pets", "on"): not row["on"],
            ("pets", "hard"): "always",
            ("pets", "label"): "Tiere",
        }
    )
    assert (
        table.rows["pets"] | {"weight": "7,5", "on": not row["on"], "hard": "always", "label": "Tiere"}
        == (table.rows["pets"])
    )
    drafted = at.session_state["answer_criteria_draft"][1][1].catalogue.by_id["pets"]
    assert (drafted.weight, drafted.hard, drafted.label.de) == (7.5, "always", "Tiere")
    assert (
        table.rows["consent"]["on"] == say("criteria.yes", "de") and table.rows["consent"]["weight"] is None
    )


def test_what_is_no_weight_is_told_at_its_cell_and_the_one_before_counts(opened: Open) -> None:
    """In words that say the limit, aloud too, and no longer once a weight is written; the same of a name."""
    at = view(opened("criteria"), "table")
    table = WrittenTable(at, "criteria_table")
    before = table.rows["pets"]
    table.write({("pets", "weight"): "11", ("pets", "label"): " "})
    assert table.rows["pets"] == before and set(table.faults) == {("pets", "weight"), ("pets", "label")}
    assert "10" in table.faults["pets", "weight"] and table.faults["pets", "weight"] in heard(at)
    table.write({("pets", "weight"): "9", ("pets", "label"): before["label"]})
    assert table.rows["pets"]["weight"] == "9" and not table.faults


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


def test_what_could_not_be_saved_is_in_force_nowhere(
    weight_changed: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither in the file nor in memory; the draft stays, and is saved once that works."""

    def refuse(*_: object, **__: object) -> None:
        raise RematchError("store.failed", statement="insert_journal", why="Error")

    before = bootstrap.open_catalogue().fingerprint
    with monkeypatch.context() as patch:
        patch.setattr(Store, "note", refuse)
        weight_changed.button(key="criteria_save").click().run()
    assert not weight_changed.exception and weight_changed.toast
    assert bootstrap.open_catalogue().fingerprint == cached.catalogue().fingerprint == before
    weight_changed.button(key="criteria_save").click().run()
    assert bootstrap.open_catalogue().by_id["pets"].weight == 9.0  # type: ignore[index]
    assert cached.catalogue().fingerprint == bootstrap.open_catalogue().fingerprint


def test_back_to_the_shipped_criteria_after_own_ones(opened: Open) -> None:
    """Saved criteria are taken back through the page."""
    at = view(opened("criteria"), "file")
    at.button(key="criteria_shipped").click().run()
    assert not at.exception and not at.error
    at.button(key="criteria_save").click().run()
    assert not at.exception
    assert bootstrap.open_catalogue().criteria == bootstrap.shipped_catalogue().criteria


def test_the_session_offers_no_switch_that_would_change_nothing(opened: Open) -> None:
    """Consent, unity and places for people hold anyway; every other criterion has its switch."""
    at = unfold(opened("session"), "all_switches")
    offered = {toggle.key for toggle in at.toggle if str(toggle.key).startswith("on_")}
    criteria = bootstrap.open_catalogue().criteria
    assert offered == {f"on_{criterion.id}" for criterion in criteria if criterion.switchable}
    assert not offered & {"on_consent", "on_household_unity", "on_capacity_persons"}


def test_a_default_that_would_change_nothing_cannot_be_edited(opened: Open) -> None:
    """Whether excluded places hold is no default of a row's."""
    for name, editable in (("pets", True), ("excluded_places", False), ("consent", False)):
        at = detail(opened, name)
        assert bool([toggle for toggle in at.toggle if toggle.key == f"criteria_{name}_on"]) is editable


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("offer", {}),
        ("things", {"criteria_new_things": "things.needed"}),
        ("figure", {"criteria_new_high": "bounds"}),
    ],
)
def test_an_incomplete_new_criterion_says_at_each_field_what_is_missing(
    opened: Open, kind: str, wrong: dict[str, str]
) -> None:
    """Nothing is taken into the draft; a field that was filled in says nothing any more."""
    at = view(opened("criteria"), "new")
    at.radio(key="criteria_new_kind").set_value(kind).run()
    if kind == "figure":
        at.number_input(key="criteria_new_low").set_value(200.0)
    at.button(key="criteria_new_add").click().run()
    assert not at.exception
    words = {f"criteria_new_{key}_{lang}": "needed" for key in ("label", "question") for lang in ("de", "en")}
    said = {key: say(f"criteria.new.{why}", "de") for key, why in (words | wrong).items()}
    assert refused(at) == said
    at.text_input(key="criteria_new_label_de").set_value("Garten")
    at.button(key="criteria_new_add").click().run()
    assert refused(at) == {key: why for key, why in said.items() if key != "criteria_new_label_de"}
    assert "criteria_save" not in {button.key for button in at.button}


def test_an_uploaded_file_that_is_no_catalogue_is_refused_with_its_reason(opened: Open) -> None:
    at = view(opened("criteria"), "file")
    at.file_uploader(key="criteria_file").upload("criteria.toml", b"groups = 3")
    at.button(key="criteria_take").click().run()
    assert not at.exception and at.error
