"""Work beside the screen: what it tells is seen, and it ends when told, when done, or when left alone."""

import re
from threading import Event

from rematch.errors import RematchError
from rematch.jobs import Job

SECONDS = 30


def until_stopped(told, stopped):
    """Counts until somebody stops it."""
    count, pause = 0, Event()
    while not stopped():
        count += 1
        told(count)
        pause.wait(0.01)
    return -count


def failing(fault):
    def work(told, stopped):
        told(1)
        raise fault

    return work


def test_what_it_returns_is_found_in_the_end():
    """The last word is what the work returns."""
    work = Job("count", lambda told, stopped: 7)
    work.wait(SECONDS)
    assert (work.found, work.running, work.fault) == (7, False, None)


def test_what_it_has_so_far_is_seen_while_it_runs_and_a_stop_ends_it():
    """Told values are found before the end, and a stopped one still returns."""
    seen = Event()

    def work(told, stopped):
        told(1)
        seen.set()
        return until_stopped(told, stopped)

    count = Job("count", work)
    assert seen.wait(SECONDS)
    assert count.running and count.found >= 1
    count.stop()
    count.wait(SECONDS)
    assert not count.running and count.found < 0


def test_it_ends_when_nobody_looks_any_more():
    """Without a look for longer than its lease it is told to stop."""
    left = Job("count", until_stopped, lease=0.05)
    left.wait(SECONDS)
    assert left.found < 0


def test_a_mistake_is_kept_with_what_was_found_before():
    """A coded mistake is handed over; any other is called broken off, its content stays out of the log."""
    refused = Job("refused", failing(RematchError("sweep.lost")))
    broken = Job("broken", failing(ValueError("household H-1")))
    for work in (refused, broken):
        work.wait(SECONDS)
    assert (refused.fault.code, broken.fault.code) == ("sweep.lost", "problem.broke_off")
    assert (refused.found, broken.found) == (1, 1)


def test_the_log_names_the_kind_of_mistake_and_nobody(caplog):
    """The place and the number a visitor sees are there; a household's id in an error's text is not."""
    broken = Job("broken", failing(ValueError("household H-1")))
    broken.wait(SECONDS)
    assert "ValueError" in caplog.text and "H-1" not in caplog.text
    assert re.search(rf"broken {broken.fault.params['number']}: ValueError at tests/.+:\d+", caplog.text)


def test_it_is_cut_only_where_the_work_heard_that_it_is_to_stop():
    """A stop that comes after the end cuts nothing."""
    whole = Job("count", lambda told, stopped: 7)
    whole.wait(SECONDS)
    whole.stop()
    left = Job("count", until_stopped, lease=0.05)
    left.wait(SECONDS)
    assert (whole.cut, left.cut) == (False, True)
