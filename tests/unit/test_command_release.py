"""`release` and `releases`: what holds a release up is listed, and what is released is kept."""

import json
from pathlib import Path

import pytest

from rematch.__main__ import main
from rematch.model import CohortId, Viewer
from rematch.release.shown import latest_release
from rematch.scenario import Scenario
from rematch.store import SessionStep, Store, WorkingSession
from rematch.store.records import now
from rematch.texts import say
from tests.unit.command import DB, planned_store


@pytest.fixture(autouse=True)
def loaded(own_place: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small cohort with one recorded run."""
    planned_store(monkeypatch)


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main([*argv, "--db", DB])
    out, err = capsys.readouterr()
    return code, out, err


def content(capsys: pytest.CaptureFixture[str], *argv: str) -> dict:  # type: ignore[type-arg]
    return json.loads(run(capsys, *argv, "--json")[1])  # type: ignore[no-any-return]


def test_what_holds_it_up_is_listed_on_stderr_and_nothing_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1; each household and question on a line; the JSON has the same in codes."""
    code, out, err = run(capsys, "release", "--lang", "de")
    assert code == 1 and out == ""
    told = content(capsys, "release")
    assert told["release"] is None and told["held_up_by"] == told["open"] != []
    for hold in told["held_up_by"]:
        assert say(f"release.hold.{hold}", "de") in err
    concerned = [*told["unanswered"], *told["unconsidered"]]
    concerned += [one["household"] for one in told["unchecked"]]
    assert concerned and all(household in err for household in concerned)
    assert content(capsys, "releases")["releases"] == []


def test_with_a_reason_it_is_provisional_and_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Number, state, run, name and reason; once more makes no second one, other words do."""
    for number, reason in ((1, "flats"), (1, "flats"), (2, "beds")):
        told = content(capsys, "release", "--reason", reason, "--by", "Anna")
        assert (told["release"]["number"], told["release"]["state"]) == (number, "provisional")
        assert told["held_up_by"] == []
    listed = content(capsys, "releases")["releases"]
    assert [(one["number"], one["reason"]) for one in listed] == [(1, "flats"), (2, "beds")]
    assert {(one["by"], one["run"]) for one in listed} == {("Anna", told["run"])}
    code, out, _ = run(capsys, "releases", "--lang", "en")
    assert code == 0 and "Anna" in out and say("release.state.provisional", "en") in out


def test_decided_waits_for_every_answer_whatever_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """A reason helps against needs that are not considered, not against open questions."""
    told = content(capsys, "release", "--decided", "--reason", "flats")
    assert told["release"] is None and "unanswered" in told["held_up_by"]
    assert "unconsidered" not in told["held_up_by"]


def test_a_run_that_is_not_there_and_a_cohort_without_runs_are_told_in_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit code 2, never a traceback."""
    code, _, err = run(capsys, "release", "--run", "nothing")
    assert code == 2 and "nothing" in err
    main(["load", "made", "--db", "empty.duckdb"])
    assert main(["release", "--db", "empty.duckdb"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_run_of_other_decisions_than_the_session_s_is_held_up(capsys: pytest.CaptureFixture[str]) -> None:
    """What coordinators decided last in an open working session is in force here, too."""
    with Store.open(Path(DB)) as store:
        [cohort] = store.cohorts()
        session = WorkingSession(cohort=CohortId(cohort.cohort), number=1, mark="0a1b2c", opened_at=now())
        decided = Scenario(weights={"childcare": 9.0})  # type: ignore[dict-item]
        step = SessionStep(number=1, at=now(), seat="s", kind="weights", before=Scenario(), after=decided)
        store.save_session(session, [step], cohort.token)
    assert content(capsys, "release", "--reason", "flats")["held_up_by"] == ["other_scenario"]
    Path("s.json").write_text(decided.to_json(), encoding="utf-8")
    assert main(["plan", "--db", DB, "--scenario", "s.json"]) == 0
    assert content(capsys, "release", "--reason", "flats")["release"]["number"] == 1


@pytest.mark.soak
def test_what_municipalities_could_change_is_looked_for_and_released_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As in the app before a release; it stands on every municipality's page with this plan."""
    code, out, _ = run(capsys, "release", "--reason", "flats", "--changes", "--lang", "en")
    assert code == 0 and say("release.changes.found", "en", count=5) in out
    with Store.open(Path(DB)) as store:
        [cohort] = store.cohorts()
        latest = latest_release(store, cohort.cohort)
        assert latest is not None
        assert all((found := latest.could_change(ags)) and found.tried for ags in latest.names)


def test_among_real_people_it_is_not_looked_for_and_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    """The release itself goes on."""
    with Store.open(Path(DB)) as store:
        [kept] = store.cohorts()
        profiles = store.load_profiles(kept.cohort)
        real = profiles.cohort.model_copy(update={"id": "real", "invented": False})
        store.save_profiles(profiles.model_copy(update={"cohort": real}), "c", Viewer())
    assert main(["plan", "--db", DB, "--cohort", "real"]) == 0
    asked = ("release", "--cohort", "real", "--reason", "flats", "--changes")
    assert say("release.changes.real", "en") in run(capsys, *asked, "--lang", "en")[2]
    told = content(capsys, *asked)
    assert told["could_change"] == {} and told["release"]["number"] == 1
