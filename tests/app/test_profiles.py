"""The profiles page, run without a browser."""

import pytest

from rematch.model import CohortId, Viewer
from rematch.report.wording.missing import special_fields
from rematch.texts import say, screen_languages
from rematch.ui.profiles.views import VIEWS
from rematch.ui.shell import cached
from tests.app.conftest import Open
from tests.app.written import WrittenTable


@pytest.mark.parametrize("lang", screen_languages())
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_in_both_languages(opened: Open, view: str, lang: str) -> None:
    """Each shows a table."""
    at = opened("profiles", lang)
    at.segmented_control(key="profiles_view").set_value(view).run()
    assert not at.exception
    assert not at.error
    table = WrittenTable(at, "profiles_")
    assert table.rows if table.there else len(at.dataframe[0].value) > 0


def test_that_no_municipality_lists_its_units_is_said(opened: Open) -> None:
    at = opened("profiles", address={"cohort": "land"})
    at.segmented_control(key="profiles_view").set_value("units").run()
    assert say("profiles.no_units", "de") in [info.value for info in at.info]


def test_searching_leaves_only_rows_with_the_word(opened: Open) -> None:
    """A household's number finds that household alone; nonsense finds nothing and says so."""
    at = opened("profiles", "de")
    at.text_input(key="profiles_search_household").set_value("H007").run()
    assert [row["id"] for row in WrittenTable(at, "profiles_").rows.values()] == ["H007"]
    at.text_input(key="profiles_search_household").set_value("gibt es nicht").run()
    assert say("profiles.none_found", "de") in [info.value for info in at.info]


def test_the_filter_leaves_only_rows_with_unknown_answers(opened: Open) -> None:
    """Every remaining row has something unknown, and some rows went."""
    at = opened("profiles")
    table = WrittenTable(at, "profiles_")
    before = [row["unknown"][0] for row in table.rows.values()]
    at.checkbox(key="profiles_unknown_household").check().run()
    after = [row["unknown"][0] for row in table.rows.values()]
    assert after == [unknown for unknown in before if unknown > 0] and len(after) < len(before)


def test_special_categories_can_be_hidden(opened: Open) -> None:
    """On invented people Art. 9 columns are there at first; switched off, they are gone."""
    at = opened("profiles")
    special = special_fields(cached.catalogue())
    assert special & set(WrittenTable(at, "profiles_").columns)
    at.toggle(key="profiles_special_session").set_value(False).run()
    assert not special & set(WrittenTable(at, "profiles_").columns)


def test_special_categories_of_real_people_are_hidden_at_first(opened: Open) -> None:
    """A cohort of real people opens without Art. 9 columns; asking for them shows them, marked."""
    opened()
    store, catalogue = cached.store(), cached.catalogue()
    demo = store.load_profiles(CohortId("session"))
    real = demo.cohort.model_copy(update={"id": "real", "name": "Real", "invented": False})
    store.save_profiles(demo.model_copy(update={"cohort": real}), catalogue.fingerprint, Viewer())
    at = opened("profiles", "en", {"cohort": "real"})
    assert not special_fields(catalogue) & set(WrittenTable(at, "profiles_").columns)
    at.toggle(key="profiles_special_real").set_value(True).run()
    assert special_fields(catalogue) & set(WrittenTable(at, "profiles_").columns)
