"""The page of occupancy and arrivals: empty, told by a process, with a list of one's own."""

from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from rematch.model import Viewer
from rematch.planning.record import run_record
from rematch.process.days import day_of
from rematch.process.desk import ProcessDesk
from rematch.process.items import items, subject_of
from rematch.process.needs import ProcessStep
from rematch.rights import acting
from rematch.store import Offer
from rematch.store.records import now
from rematch.texts import say, screen_languages
from rematch.ui.shell import cached
from tests import demo
from tests.app.conftest import Open, let_go, unfold
from tests.rounds import noon

LANGUAGES = screen_languages()
WEEKS = 14


def today() -> date:
    return day_of(now())


@pytest.fixture(scope="module")
def told(own_database: None) -> Iterator[list[Offer]]:
    """Three offers of the demo's plan: one lives there, one has moved on, one has been accepted."""
    let_go()
    store, viewer = cached.store(), Viewer()
    with acting(viewer):
        record = run_record(demo.cold(), viewer, "saved")
        store.record_run(record)
        desk = ProcessDesk(store, demo.profiles().cohort.id, cached.catalogue(), viewer)
        begun = today() - timedelta(days=60)
        desk.open_round("Juni", noon(begun))
        _take(desk, begun, "round", 1, "decide", words="Einstimmig.", run=record.run_id)
        planned = [line.household for line in demo.cold().placements if line.ags]
        offers = desk.prepare(1, planned[:3], noon(begun)).offers
        for at, offer in enumerate(offers):
            _take(desk, begun, "offer", offer.number, "send", last_day=begun + timedelta(days=20))
            _take(desk, begun, "offer", offer.number, "accept")
            if at < 2:
                _arrived(desk, offer, begun + timedelta(days=10))
        _take(
            desk,
            today() - timedelta(days=5),
            "relocation",
            offers[1].number,
            "move_on",
            reason="moved_elsewhere",
        )
    yield offers


def _take(desk: ProcessDesk, day: date, machine: str, subject: object, event: str, **said: object) -> None:
    step = {"machine": machine, "subject": str(subject), "event": event, **said}
    desk.take(ProcessStep.model_validate(step), noon(day))


def _arrived(desk: ProcessDesk, offer: Offer, day: date) -> None:
    for item in items():
        if item.blocks:
            _take(desk, day, "item", subject_of(offer.number, item.id), "tick")
    _take(desk, day, "relocation", offer.number, "depart")
    _take(desk, day, "relocation", offer.number, "arrive")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_before_anything_happened_the_page_says_so(opened: Open, lang: str) -> None:
    """What is pledged is in view; every part without figures says in words why, in both languages."""
    at = opened("occupancy", lang, {"cohort": "session"})
    said = [one.value for one in at.info]
    assert say("occupancy.nothing_yet", lang) in said
    assert say("occupancy.there.nobody", lang) in said
    assert say("occupancy.counted.nobody", lang) in said
    assert any(say("occupancy.ahead.too_little", lang, weeks="0", least="8") == one for one in said)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_how_long_people_waited_is_told_with_everybody_s_days(
    opened: Open, told: list[Offer], lang: str
) -> None:
    """Who has a place waited until they accepted; the others still wait, since the round began."""
    at = opened("occupancy", lang, {"cohort": "session"})
    rows = listed(at, "occupancy.waited.table", lang)
    assert rows is not None
    days = dict(zip(rows["household"], rows["days_waited"].astype(int), strict=True))
    still = dict(zip(rows["household"], rows["waits"], strict=True))
    assert {days[one.household] for one in told} == {0}
    assert {still[one.household] for one in told} == {say("occupancy.waited.no_more", lang)}
    others = set(days) - {one.household for one in told}
    assert others and {days[one] for one in others} == {60}
    assert any(
        say("occupancy.waited.waiting", lang, count=len(others), days="60") in m.value for m in at.markdown
    )


def listed(at: AppTest, name: str, lang: str) -> pd.DataFrame | None:
    """The table on screen that is called so; None where there is none."""
    found = [one.value for one in at.dataframe if one.proto.alt == say(name, lang)]
    return found[0] if found else None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_opens_a_list_of_its_length(opened: Open, told: list[Offer], lang: str) -> None:
    """Who was there and how the arrivals break down: as many rows, and persons, as were counted."""
    at = opened("occupancy", lang, {"cohort": "session"})
    counts = listed(at, "occupancy.there.table", lang)
    assert counts is not None
    assert counts["households"].astype(int).sum() == 2
    for ags in {offer.ags for offer in told[:2]}:
        at.selectbox(key="occupancy_there_town").set_value(ags).run()
        name = demo.profiles().names[ags]
        [row] = counts[counts["municipality"] == name].to_dict("records")
        rows = listed(at, "occupancy.there.list", lang)
        assert rows is not None
        assert len(rows) == int(row["households"])
        assert rows["persons"].astype(int).sum() == int(row["persons"])
    statistics = listed(at, "occupancy.counted.table", lang)
    assert statistics is not None
    assert statistics["persons"].astype(int).sum() == sum(one.persons for one in told[:2])


def test_a_moved_on_household_no_longer_lives_there(opened: Open, told: list[Offer]) -> None:
    """On the last day only the one who stayed is in the list; the pledge counts it and who has accepted."""
    at = opened("occupancy", "de", {"cohort": "session"})
    stayed, _gone, coming = told
    at.selectbox(key="occupancy_town").set_value(stayed.ags).run()
    rows = listed(at, "occupancy.days.list", "de")
    assert rows is not None
    assert list(rows["household"]) == [stayed.household]
    pledges = listed(at, "occupancy.pledges.table", "de")
    assert pledges is not None
    assert pledges["held_present"].astype(int).sum() == stayed.persons
    assert pledges["held_accepted"].astype(int).sum() == coming.persons


def test_what_is_passed_on_has_no_small_number_and_no_list(opened: Open, told: list[Offer]) -> None:
    """Two households are too few for any table; the list is gone with it."""
    at = opened("occupancy", "de", {"cohort": "session"})
    at.toggle(key="occupancy_outside").set_value(True).run()
    assert say("occupancy.outside.none", "de", persons="5", households="3") in [one.value for one in at.info]
    assert listed(at, "occupancy.counted.table", "de") is None
    assert listed(at, "occupancy.counted.list", "de") is None


def test_a_period_that_ends_before_it_begins_is_refused_in_words(opened: Open) -> None:
    """No figure is shown for it."""
    at = opened("occupancy", "de", {"cohort": "session"})
    at.date_input(key="occupancy_last").set_value(today() - timedelta(days=200)).run()
    assert [one.value for one in at.error] == [say("occupancy.no_period", "de")]
    assert not at.dataframe


def weekly_list(weeks: int, *more: str) -> bytes:
    """A list with an arrival a week, the last one today, three persons each."""
    days = [today() - timedelta(days=7 * at) for at in range(weeks)]
    lines = ["Ankunft;Personen", *(f"{day:%d.%m.%Y};3" for day in days), *more]
    return "\n".join(lines).encode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_list_of_ones_own_is_counted_and_how_it_would_have_done_is_shown(opened: Open, lang: str) -> None:
    """Twelve weeks ahead from a file, with persons from its column; beside the plain means when opened."""
    at = opened("occupancy", lang, {"cohort": "session"})
    at.selectbox(key="occupancy_source").set_value("own").run()
    at.file_uploader(key="arrivals_file").upload("a.csv", weekly_list(WEEKS + 2), "text/csv").run()
    assert not at.exception
    at.selectbox(key="arrivals_persons").set_value("Personen").run()
    ahead = listed(at, "occupancy.ahead.table", lang)
    assert ahead is not None
    assert len(ahead) == 12
    for row in ahead.to_dict("records"):
        assert int(row["persons_high"]) == 3 * int(row["households_high"])
    unfold(at, "occupancy_track")
    record = listed(at, "occupancy.track.table", lang)
    assert record is not None
    assert set(record["foreseer"]) >= {say("occupancy.foreseer.mean_of_all", lang)}


def test_a_cell_that_is_no_day_is_named_by_row_and_column(opened: Open) -> None:
    """Nothing is counted while one row cannot be read."""
    at = opened("occupancy", "de", {"cohort": "session"})
    at.selectbox(key="occupancy_source").set_value("own").run()
    content = weekly_list(WEEKS, "irgendwann;2")
    at.file_uploader(key="arrivals_file").upload("a.csv", content, "text/csv").run()
    [said] = [one.value for one in at.error]
    assert f"Zeile {WEEKS + 2}" in said and "Ankunft" in said and "irgendwann" in said
    assert listed(at, "occupancy.ahead.table", "de") is None
