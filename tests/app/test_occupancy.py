"""The page of occupancy and arrivals: empty, told by a process, with a list of one's own."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from rematch.model import Viewer
from rematch.planning.record import run_record
from rematch.process.days import day_of
from rematch.process.desk import ProcessDesk, history_of
from rematch.process.items import items, subject_of
from rematch.process.needs import ProcessStep
from rematch.rights import acting
from rematch.store import Offer
from rematch.store.records import now
from rematch.texts import number, say, screen_languages
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
        run = store.record_run(run_record(demo.cold(), viewer, "saved"))
        desk = ProcessDesk(store, demo.profiles().cohort.id, cached.catalogue(), viewer)
        begun = today() - timedelta(days=60)
        desk.open_round("Juni", noon(begun))
        _take(desk, begun, "round", 1, "decide", words="Einstimmig.", run=run)
        planned = [line.household for line in demo.cold().placements if line.ags]
        offers = [desk.prepare(1, household, noon(begun)) for household in planned[:3]]
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
