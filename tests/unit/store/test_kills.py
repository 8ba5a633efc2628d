"""Processes killed at any moment: what they confirmed is there, nothing is half there or left behind."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb
import pytest

from rematch.model import CohortId, Viewer
from rematch.scenario import Scenario
from rematch.store import Store
from tests import builders

COHORT = CohortId("test")
KINDS = ("note", "scenario", "profiles", "backup", "rewrite")
LONGEST = 0.15
"""Seconds after which a process is killed at the latest; opening is a good part of it."""


@dataclass
class Account:
    """What processes have confirmed, and what each was about when it was killed: there or not."""

    confirmed: set[int] = field(default_factory=set)
    about: set[int] = field(default_factory=set)

    def faults(self, found: set[int], last_edit: int) -> list[str]:
        """What of it is not so, in words; of profiles only the last that were stored can be there."""
        kept = {number for number in self.confirmed if kind(number) in ("note", "scenario")}
        lost = sorted(kept - found)
        never = sorted(found - self.confirmed - self.about)
        edits = [number for number in self.confirmed if kind(number) == "profiles"]
        older = last_edit < max(edits, default=-1) or (last_edit >= 0 and kind(last_edit) != "profiles")
        return [
            *(f"lost {number}" for number in lost),
            *(f"never done {number}" for number in never),
            *([f"profiles of {last_edit}"] if older else []),
        ]


def kind(number: int) -> str:
    return KINDS[number % len(KINDS)]


def act(store: Store, folder: Path, number: int) -> None:
    """One thing to do, by its number."""
    viewer = Viewer()
    match kind(number):
        case "note":
            store.note(viewer, "note", details={"number": number})
        case "scenario":
            store.save_scenario(COHORT, str(number), Scenario(seed=number), viewer)
        case "profiles":
            store.save_profiles(edit(number), "cat", viewer, "edit")
        case "backup":
            store.backup(folder / "backup.duckdb")
        case _:
            store.save_form(COHORT, "begun", "{}", viewer)
            store.withdraw_form(COHORT, "begun", viewer)


def edit(number: int):  # type: ignore[no-untyped-def]
    made = builders.profiles()
    return made.model_copy(update={"cohort": made.cohort.model_copy(update={"name": f"edit {number}"})})


def work(path: Path, first: int, told: Connection) -> None:
    """Begins where it is told to and confirms each act once it is done, until it is killed."""
    with Store.open(path) as store:
        for number in count(first):
            act(store, path.parent, number)
            told.send(number)


def killed(path: Path, first: int, delay: float, account: Account) -> int:
    """A process killed after `delay` seconds, put to account; the number the next one begins with."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["rematch.store", "tests.builders"])
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(path, first, there))
    process.start()
    there.close()
    time.sleep(delay)
    process.kill()
    process.join()
    done = list(confirmed(here))
    account.confirmed |= set(done)
    account.about.add(first + len(done))
    return first + len(done) + 1


def confirmed(here: Connection) -> Iterator[int]:
    """What it said before it was killed; of a message cut off in the middle nothing."""
    with here:
        try:
            while here.poll():
                yield here.recv()
        except (EOFError, OSError):
            return


def looked_at(path: Path, account: Account) -> list[str]:
    """Everything that is wrong with the store, its backup and its folder."""
    with Store.open(path) as store:
        lines = store.journal()
        notes = [int(str(line.details["number"])) for line in lines if line.action == "note"]
        scenarios = store.scenarios(COHORT)
        name = store.load_profiles(COHORT).cohort.name
        faults = account.faults({*notes, *map(int, scenarios)}, int(name.removeprefix("edit ")))
        faults += [] if store.verify_journal() is None else ["journal"]
        faults += [] if len(notes) == len(set(notes)) else ["twice"]
        noted = [line.action for line in lines].count("scenario")
        faults += [] if noted == len(scenarios) else ["a scenario without its line"]
    backup = path.with_name("backup.duckdb")
    if backup.exists():
        with Store.open(backup) as store:
            faults += [] if store.verify_journal() is None else ["journal of the backup"]
    known = {path.name, backup.name}
    return [*faults, *(f"left {file.name}" for file in path.parent.iterdir() if file.name not in known)]


def filled(path: Path) -> None:
    with Store.open(path) as store:
        store.save_profiles(edit(-1), "cat", Viewer())


@pytest.mark.parametrize(
    ("seed", "kills"), [(0, 5), *(pytest.param(n, 50, marks=pytest.mark.soak) for n in range(1, 11))]
)
def test_what_was_confirmed_is_there_after_any_kill_and_nothing_else(
    tmp_path: Path, seed: int, kills: int
) -> None:
    """While opening, writing, copying and rewriting; 500 kills in `make soak`, looked at after each."""
    path, account, number, moments = tmp_path / "kept.duckdb", Account(), 0, random.Random(seed)
    filled(path)
    for _ in range(kills):
        number = killed(path, number, moments.uniform(0, LONGEST), account)
        assert looked_at(path, account) == []


PLANTED = {
    "lost 0": "DELETE FROM journal WHERE action = 'note' AND details LIKE '%: 0}'",
    "lost 1": "DELETE FROM scenarios WHERE name = '1'",
    "journal": "UPDATE journal SET viewer = 'eve'",
    "profiles of -1": "UPDATE cohorts SET data = (SELECT data FROM revisions ORDER BY seq LIMIT 1)",
    "a scenario without its line": "DELETE FROM scenarios WHERE name = '1'",
    "never done 6": "UPDATE scenarios SET name = '6'",
}


@pytest.mark.parametrize("fault", PLANTED)
def test_the_account_finds_what_is_planted(tmp_path: Path, fault: str) -> None:
    """A line, a scenario or profiles that are gone or older, and what nobody did."""
    path, account = tmp_path / "kept.duckdb", Account()
    filled(path)
    with Store.open(path) as store:
        for number in range(5):
            act(store, tmp_path, number)
            account.confirmed.add(number)
    assert looked_at(path, account) == []
    with duckdb.connect(str(path)) as planted:
        planted.execute(PLANTED[fault])
    assert fault in looked_at(path, account)


def test_the_account_finds_what_is_left_behind(tmp_path: Path) -> None:
    """A file that no opening removes."""
    path = tmp_path / "kept.duckdb"
    filled(path)
    (tmp_path / "draft").touch()
    assert looked_at(path, Account()) == ["left draft"]
