"""`withdraw`: a household is erased, and what was recorded of it says so."""

import json

import pytest

from rematch.__main__ import main
from rematch.store import Store
from tests.unit.command import DB, planned_store


@pytest.fixture(autouse=True)
def loaded(own_place: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small cohort with one recorded run, and a backup of both."""
    planned_store(monkeypatch)
    assert main(["backup", "b.duckdb", "--db", DB]) == 0


def content(capsys: pytest.CaptureFixture[str], *argv: str) -> dict:  # type: ignore[type-arg]
    capsys.readouterr()
    main([*argv, "--db", DB, "--json"])
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def test_it_is_out_of_the_store_and_the_backup_and_its_run_can_no_longer_be_checked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The answer names the backups and not the household; verify says why it fails."""
    with Store.open(DB) as store:
        [summary] = store.cohorts()
        [run] = store.runs(summary.cohort)
        gone = store.load_profiles(summary.cohort).households[0].id
    told = content(capsys, "withdraw", gone)
    assert told == {"erased": True, "cleaned": ["b.duckdb"], "not_reached": [], "blanked": 0}
    for file in (DB, "b.duckdb"):
        with Store.open(file) as store:
            assert gone not in {h.id for h in store.load_profiles(summary.cohort).households}
    assert content(capsys, "verify", run.run_id)["differs"] == ["erased"]
    assert main(["verify", run.run_id, "--db", DB]) == 1


def test_one_that_is_not_there_is_told_with_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["withdraw", "nobody", "--db", DB]) == 2
    assert "identifier" in capsys.readouterr().err


def test_the_folder_it_came_from_is_loaded_again_only_with_a_new_consent(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whoever was erased is named with the day, and nothing is stored until it is said."""
    with Store.open(DB) as store:
        [summary] = store.cohorts()
        gone = store.load_profiles(summary.cohort).households[0].id
    content(capsys, "withdraw", gone)
    assert main(["load", "made", "--db", DB]) == 2
    assert gone in (told := capsys.readouterr().err) and "--new-consent" in told
    assert main(["load", "made", "--db", DB, "--new-consent", gone]) == 0
    with Store.open(DB) as store:
        assert gone in {h.id for h in store.load_profiles(summary.cohort).households}
