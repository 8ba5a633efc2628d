"""Two people change the same cohort, or the same criteria: nobody takes back what the other has stored."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from rematch import bootstrap
from rematch.model import Household, Viewer
from rematch.texts import say
from rematch.ui.shell import cached
from tests.app.conftest import Open
from tests.app.test_criteria import view
from tests.app.written import WrittenTable


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """The cohort and the criteria are put back for the next test."""
    before = cached.store().load_profiles("session")  # type: ignore[arg-type]
    yield
    catalogue = bootstrap.shipped_catalogue()
    bootstrap.save_catalogue(cached.store(), catalogue, Viewer())
    cached.catalogue.clear()
    cached.store().save_profiles(before, catalogue.fingerprint, Viewer())


def _editing(opened: Open) -> AppTest:
    at = opened("profiles")
    at.toggle(key="profiles_edit").set_value(True).run()
    assert not at.exception
    return at


def _write(at: AppTest, row: int, **cells: object) -> None:
    table = WrittenTable(at, "edit_")
    name = list(table.rows)[row]
    table.write({(name, column): value for column, value in cells.items()})


def _press(at: AppTest, key: str) -> list[str]:
    """What the page says in passing."""
    at.button(key=key).click().run()
    assert not at.exception
    return [toast.value for toast in at.toast]


def _stored() -> list[Household]:
    return list(cached.store().load_profiles("session").households)  # type: ignore[arg-type]


def _refused() -> str:
    return say("fault.store.changed_meanwhile.what", "de")


def test_the_second_save_is_refused_and_stands_on_top_of_the_first(opened: Open) -> None:
    """Nothing is stored by it; looked at and saved once more, both changes are there."""
    anna, ben = _editing(opened), _editing(opened)
    _write(anna, 0, place="Lodz")
    _write(ben, 1, place="Lublin")
    assert say("edit.saved", "de") in _press(anna, "edit_save")
    assert any(_refused() in said for said in _press(ben, "edit_save"))
    assert [one.place for one in _stored()[:2]] == ["Lodz", "Warszawa"]
    assert say("edit.on_top", "de") in [warning.value for warning in ben.warning]
    assert say("edit.saved", "de") in _press(ben, "edit_save")
    assert [one.place for one in _stored()[:2]] == ["Lodz", "Lublin"]
    assert not ben.warning


def test_where_both_changed_one_cell_both_are_shown(opened: Open) -> None:
    """Whoever comes second sees the other's word beside their own before anything is stored."""
    anna, ben = _editing(opened), _editing(opened)
    _write(anna, 0, place="Lodz")
    _write(ben, 0, place="Lublin")
    _press(anna, "edit_save")
    _press(ben, "edit_save")
    (shown,) = (table.value for table in ben.dataframe if "before" in table.value.columns)
    assert shown[["before", "after"]].to_numpy().tolist() == [["Lodz", "Lublin"]]
    assert _stored()[0].place == "Lodz"


def test_criteria_put_in_force_by_others_stay_in_force(opened: Open) -> None:
    """The second save is refused, its change kept; saved once more both weights count."""
    pages = []
    for criterion, weight in (("pets", 9.0), ("transport", 3.5)):
        at = view(opened("criteria"), "one")
        at.selectbox(key="criteria_one").set_value(criterion).run()
        at.number_input(key=f"criteria_{criterion}_weight").set_value(weight).run()
        pages.append(at)
    anna, ben = pages
    assert say("criteria.saved", "de") in _press(anna, "criteria_save")
    said = _press(ben, "criteria_save")
    assert any(say("fault.catalogue.changed_meanwhile.what", "de") in one for one in said)
    in_force = bootstrap.open_catalogue().by_id
    assert in_force["pets"].weight == 9.0 and in_force["transport"].weight != 3.5  # type: ignore[index]
    assert say("criteria.saved", "de") in _press(ben, "criteria_save")
    in_force = bootstrap.open_catalogue().by_id
    assert in_force["pets"].weight == 9.0 and in_force["transport"].weight == 3.5  # type: ignore[index]
