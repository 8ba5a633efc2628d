"""What is slow and no visit should wait for: imports, the store, profiles, the plan a visit begins with."""

import gc
import logging
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from rematch import bootstrap, texts
from rematch.errors import RematchError
from rematch.identity import Identity
from rematch.rights import A_FACILITATOR, LOCAL, acting
from rematch.scenario import Scenario
from rematch.ui.login import openness, visitor
from rematch.ui.shell import cached, trouble

if TYPE_CHECKING:
    from rematch.service.session import PlanReport

SESSION = ("pandas", "PIL.Image", "rematch.ui.session.at_once", "rematch.ui.session.plan.views")
"""What the matching session imports, the solver with it, and what the framework does for its first page."""

_log = logging.getLogger("rematch")
_first_start = False


def first_of_all() -> None:
    """Nothing is opened before it is known who may come in; ends the program with words where it may not."""
    global _first_start  # noqa: PLW0603  known only before the store is opened
    _first_start = not bootstrap.default_database().exists()
    try:
        visitor.asked_for()
        with acting(LOCAL):
            openness.check(cached.cohorts())
    except RematchError as fault:
        if not fault.code.startswith("settings."):
            return
        trouble.end(fault)


def up() -> None:
    """Load what every page needs, and beside the first of them what the matching session does.

    A store that cannot be opened is told to the visitor, not here.
    """
    try:
        with acting(LOCAL):
            for summary in cached.cohorts():
                cached.store().load_profiles(summary.cohort)
            cached.session_desk()
            cached.store().lend_copies()
    except RematchError as error:
        _log.warning("not warmed up: %s", error.code)
    except OSError as error:
        _log.warning("no copies to read: %s", type(error).__name__)
    else:
        Thread(target=_session, name="preload", daemon=True).start()


def _session() -> None:
    """The plan of the smallest cohort; then all that stays for good is spared from garbage collections."""
    for module in SESSION:
        import_module(module)
    for lang in texts.screen_languages():
        texts.say("frame.product", lang)
    catalogue = cached.catalogue()
    try:
        with acting(LOCAL):
            smallest = min(cached.cohorts(), key=lambda one: (one.households, one.cohort), default=None)
            if smallest is not None:
                about = Identity(smallest.cohort, smallest.data, catalogue.fingerprint)
                plan = cached.first_plan(cached.cohort_data(about, catalogue), Scenario())
                if _first_start:
                    _half_a_year(about, plan)
    except RematchError as error:
        _log.warning("not warmed up: %s", error.code)
    _workshops_of_the_past()
    gc.collect()
    gc.freeze()


def _workshops_of_the_past() -> None:
    """Those whose day has come are deleted, though nobody opens a workshop any more."""
    from rematch.service.workshop import delete_expired  # noqa: PLC0415  the service imports the solver

    with acting(A_FACILITATOR):
        delete_expired(bootstrap.WORKSHOPS)


def _half_a_year(about: Identity, plan: "PlanReport") -> None:
    """What might have come of the demo's plan, told once, so that every page has something to show."""
    from rematch.service.process import ProcessDesk, tell  # noqa: PLC0415  the service imports the solver
    from rematch.service.session import record  # noqa: PLC0415

    store = cached.store()
    desk = ProcessDesk(store, about.cohort, cached.catalogue(), LOCAL)
    said = [f"process.round.example.{part}" for part in ("words", "name")]
    words, name = (" · ".join(texts.say(one, lang) for lang in texts.screen_languages()) for one in said)
    tell(desk, record(plan, store, LOCAL, "saved"), words, name)
