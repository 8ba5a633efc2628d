"""Every service is asked by every role: who may not is refused before anything is done."""

import dataclasses
import enum
import inspect
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from rematch.errors import RematchError
from rematch.jobs import Job
from rematch.model import CohortId, Viewer, ViewerRole
from rematch.rights import COORDINATION, EVERYBODY, LOCAL, acting, ask, carried, inside, may, open_to
from rematch.store import Store
from tests import builders, doors

IN_HAND = {"Changes", "Edits", "Overtaken", "Prover", "Refused", "WarmStart"}
"""Classes that work on what a door has handed out, and reach no store."""


def asked(act: Callable[..., Any], role: ViewerRole) -> str | None:
    """The code somebody of this role alone is refused with; None where they are let in."""
    with acting(Viewer(name="one", role=role)):
        try:
            act()
        except RematchError as refused:
            return refused.code
        except TypeError:
            return None
    return None


@pytest.mark.parametrize("name", sorted(doors.doors()))
def test_every_door_opens_to_its_roles_and_to_nobody_else(name: str) -> None:
    """Found by looking, so that a new function without a declaration fails; the check comes first."""
    act = doors.doors()[name]
    allowed = doors.roles_of(act)
    assert allowed
    refused = {role for role in ViewerRole if asked(act, role) == "viewer.may_not"}
    assert refused == set(ViewerRole) - allowed


def test_every_door_belongs_to_one_task_and_a_task_has_one_kind_of_door() -> None:
    """The office's table leaves nothing out and says of nothing two things."""
    found = doors.by_task()
    assert sorted(name for acts in found.values() for name in acts) == sorted(doors.doors())
    assert all(found.values())
    assert {
        task: len({doors.roles_of(act) for act in acts.values()}) for task, acts in found.items()
    } == dict.fromkeys(doors.TASKS, 1)


def test_the_office_s_paper_has_the_table_of_the_code() -> None:
    """After a change of doors: `python -m tests.doors`."""
    assert doors.PAPER.read_text(encoding="utf-8") == doors.written()


def test_a_class_of_the_services_holds_values_or_has_doors() -> None:
    """What is neither frozen nor asked through a door is known to work only on what it was given."""
    strangers = {
        name
        for name, kind in doors.services()
        if inspect.isclass(kind)
        and not (dataclasses.is_dataclass(kind) and kind.__dataclass_params__.frozen)  # type: ignore[attr-defined]
        and not (issubclass(kind, BaseModel) and kind.model_config.get("frozen"))
        and not issubclass(kind, enum.Enum | tuple)
        and kind not in doors.ACTING
    }
    assert {name.split(".")[1] for name in strangers} <= IN_HAND


def test_a_function_without_a_declaration_is_not_even_imported() -> None:
    """A service that forgets to say whom it is open to stays shut."""

    def forgotten() -> None: ...

    with pytest.raises(TypeError):
        open_to({"__name__": "service", "__all__": ["forgotten"], "forgotten": forgotten}, {})


def test_whoever_has_logged_in_acts_in_no_other_name() -> None:
    """The name on record is that of whoever acts."""

    @may(COORDINATION)
    def kept(viewer: Viewer) -> str:
        return viewer.name

    anna = Viewer(name="Anna")
    with acting(anna):
        assert kept(anna) == "Anna"
        with pytest.raises(RematchError) as refused:
            kept(Viewer(name="Bert"))
    assert refused.value.code == "viewer.not_oneself"


def test_nobody_without_a_role_is_let_in_wherever_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once people log in, a thread that knows of nobody is refused like anybody."""
    monkeypatch.setattr("rematch.rights.viewing._who", lambda: None)
    for act in doors.doors().values():
        with pytest.raises(RematchError) as refused:
            act()
        assert refused.value.code == "viewer.may_not"


def test_work_beside_the_screen_is_done_as_whoever_asked_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A job's thread has the rights of its visit and no more; neither has a thread that carries nothing."""
    monkeypatch.setattr("rematch.rights.viewing._who", lambda: None)

    @may(COORDINATION)
    def secret() -> str:
        return "told"

    found: list[object] = []

    def trial() -> None:
        try:
            found.append(secret())
        except RematchError as refused:
            found.append(refused.code)

    with acting(builders.of_town("echt", "01002000")):
        town: Job[str] = Job("trial", lambda _told, _stopped: secret())
    with acting(LOCAL):
        own: Job[str] = Job("trial", lambda _told, _stopped: secret())
        handed = carried(trial)
    for work in (town, own):
        work.wait()
    assert town.fault is not None and town.fault.code == "viewer.may_not" and own.found == "told"
    for target in (trial, handed):
        thread = threading.Thread(target=target)
        thread.start()
        thread.join()
    assert found == ["viewer.may_not", "told"]


def test_only_the_outermost_door_is_asked() -> None:
    """What a service does inside needs no right of its own; outside again, it does."""

    @may(COORDINATION)
    def inner() -> str:
        return "inner"

    @may(frozenset({ViewerRole.AUDITOR}))
    def outer() -> str:
        return inner()

    with acting(Viewer(name="a", role=ViewerRole.AUDITOR)):
        assert outer() == "inner"
        with inside():
            assert inner() == "inner"
        with pytest.raises(RematchError):
            inner()


def test_a_municipality_knows_its_own_cohorts_and_no_count(tmp_path: Path) -> None:
    """Neither another cohort's name, nor how many people a round has, which makes bands exact."""
    from rematch.bootstrap import shipped_catalogue
    from rematch.release.shown import cohorts_to_see
    from rematch.synthetic.cohort import generate

    catalogue = shipped_catalogue()
    made = generate(6, 2, 1, catalogue)
    other = made.model_copy(update={"cohort": made.cohort.model_copy(update={"id": CohortId("other")})})
    with Store.open(tmp_path / "own.duckdb") as store:
        for profiles in (made, other):
            store.save_profiles(profiles, catalogue.fingerprint, Viewer())
        assert len(cohorts_to_see(store)) == 2
        with acting(builders.of_town("other", made.municipalities[0].ags)):
            (known,) = cohorts_to_see(store)
        assert (known.cohort, known.households, known.persons, known.municipalities) == ("other", 0, 0, 0)
        with acting(builders.of_town("nowhere", made.municipalities[0].ags)):
            assert cohorts_to_see(store) == ()


def test_who_acts_is_asked_of_the_process_where_nobody_was_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """The local person, until a login is asked for."""
    monkeypatch.setattr("rematch.rights.viewing._who", lambda: LOCAL)
    from rematch.rights import in_force

    assert in_force() == LOCAL and in_force().roles == EVERYBODY - {ViewerRole.MUNICIPALITY}
    ask(lambda: Viewer(name="Anna"))
    assert in_force().name == "Anna"
