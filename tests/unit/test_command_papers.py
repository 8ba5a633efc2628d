"""`papers`: everything of a round in one folder, and what cannot be made named with what it waits for."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from rematch.__main__ import main
from rematch.bootstrap import open_catalogue
from rematch.model import HouseholdId
from rematch.process.days import this_moment
from rematch.process.desk import ProcessDesk, history_of
from rematch.process.needs import ProcessStep
from rematch.rights import LOCAL
from rematch.store import Store
from rematch.texts import say
from tests.pdf import ReadPaper
from tests.unit.command import DB, planned_store


@pytest.fixture(autouse=True)
def loaded(own_place: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small cohort with one recorded run, released."""
    planned_store(monkeypatch)
    assert main(["release", "--reason", "test", "--db", DB]) == 0


def tell() -> None:
    """A round is decided; two offers are sent, and one of them is accepted without consent to share."""
    path = Path(DB)
    with Store.open(path) as store:
        [cohort] = [one.cohort for one in store.cohorts()]
        desk = ProcessDesk(store, cohort, open_catalogue(path), LOCAL)
        desk.open_round("Juni")
        [run] = [one.run_id for one in store.runs(cohort)]
        desk.take(ProcessStep(machine="round", subject="1", event="decide", words="Ja.", run=run))
        history = history_of(store, cohort)
        planned = [s for s in history.subjects("household") if history.state("household", s) == "planned"]
        desk.prepare(1, [HouseholdId(one) for one in planned[:2]])
        last = this_moment().date() + timedelta(days=14)
        for number in ("1", "2"):
            desk.take(ProcessStep(machine="offer", subject=number, event="send", last_day=last))
        desk.take(ProcessStep(machine="offer", subject="2", event="accept"))


def tick() -> None:
    path = Path(DB)
    with Store.open(path) as store:
        [cohort] = [one.cohort for one in store.cohorts()]
        desk = ProcessDesk(store, cohort, open_catalogue(path), LOCAL)
        desk.take(ProcessStep(machine="item", subject="2:consent_share", event="tick"))


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["papers", "--round", "1", "--write", "out/papers", "--db", DB, *argv])
    out, err = capsys.readouterr()
    return code, out, err


def test_an_undecided_round_has_no_papers(capsys: pytest.CaptureFixture[str]) -> None:
    """Refused in words, and no folder is made."""
    code, _, err = run(capsys, "--lang", "de")
    assert code == 2 and say("fault.step.not_decided.what", "de", number=1) in err
    assert not Path("out").exists()


def test_what_waits_is_named_and_the_rest_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    """Without the consent to share there is no handover; once it is ticked there is, and it is noted."""
    tell()
    code, out, err = run(capsys, "--json")
    files = json.loads(out)["files"]
    assert code == 0 and "handover-2.pdf" in err and "handover-2.pdf" not in files
    assert {"minutes-1.pdf", "plan-1.xlsx", "letter-1.pdf"} <= set(files)
    assert sum(name.startswith("notice-") for name in files) == 5
    assert sorted(files) == sorted(path.name for path in Path("out/papers").iterdir())
    tick()
    assert "handover-2.pdf" in json.loads(run(capsys, "--json")[1])["files"]
    with Store.open(Path(DB)) as store:
        assert [one.details for one in store.journal() if one.action == "handover"] == [{"number": 2}]


def test_papers_are_in_the_reader_s_language_and_letters_in_the_household_s(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell()
    assert run(capsys, "--lang", "de")[0] == 0
    read = {path.name: ReadPaper(path.read_bytes()) for path in Path("out/papers").glob("*.pdf")}
    assert all(one.conforms for one in read.values())
    assert {one.lang for name, one in read.items() if not name.startswith("letter")} == {"de"}
    assert read["letter-1.pdf"].lang in ("de", "en", "uk", "ru", "pl")
