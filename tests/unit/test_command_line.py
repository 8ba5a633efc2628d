"""The command line: what it prints, its exit codes, and that nobody ever sees a traceback."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from rematch import bootstrap
from rematch.__main__ import main
from rematch.scenario import Pin, Scenario
from rematch.texts import screen_languages

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def plainly(own_place, monkeypatch):
    """Each test in an empty folder, where no language is set."""
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture
def cohort(tmp_path):
    """A small invented cohort's folder."""
    make = ["make-data", "--households", "12", "--municipalities", "5", "--seed", "4", "made"]
    assert main(make) == 0
    return tmp_path / "made"


def run(capsys, *argv: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of one command."""
    capsys.readouterr()
    code = main(argv)
    out, err = capsys.readouterr()
    return code, out, err


def printed(capsys, *argv: str) -> dict:
    """The JSON a command prints, strict: no NaN, no Infinity."""
    code, out, _ = run(capsys, *argv, "--json")
    assert code == 0

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(out, parse_constant=refuse)


def test_the_same_seed_writes_the_same_bytes(cohort, tmp_path):
    main(["make-data", "--households", "12", "--municipalities", "5", "--seed", "4", "again"])
    main(["make-data", "--households", "12", "--municipalities", "5", "--seed", "5", "other"])
    files = {path.name: path.read_bytes() for path in cohort.iterdir()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    assert files != {path.name: path.read_bytes() for path in (tmp_path / "other").iterdir()}


def test_a_folder_loaded_into_the_store_gives_the_same_plan_as_the_folder_itself(cohort, capsys):
    assert main(["load", str(cohort), "--db", "a.duckdb"]) == 0
    stored = printed(capsys, "plan", "--db", "a.duckdb")
    direct = printed(capsys, "plan", "--data", str(cohort))
    assert stored["assignments"] == direct["assignments"]
    assert stored["objective"] == direct["objective"]
    assert stored["run"] and direct["run"] is None


def test_json_and_language_may_stand_before_the_command_too(cohort, capsys):
    argv = ["plan", "--data", str(cohort)]
    before, after = (run(capsys, *words) for words in (["--lang", "de", "--json", *argv], [*argv, "--json"]))
    assert before[0] == after[0] == 0
    assert json.loads(before[1])["assignments"] == json.loads(after[1])["assignments"]


def test_the_plans_json_adds_up(cohort, capsys):
    plan = printed(capsys, "plan", "--data", str(cohort))
    assert plan["status"] == "optimal" and plan["invented"] is True
    placed = [line for line in plan["assignments"] if line["municipality"]]
    assert sum(line["persons"] for line in placed) == plan["persons_placed"]
    assert plan["persons"] == sum(line["persons"] for line in plan["assignments"])
    for line in placed:
        assert sum(part["part"] for part in line["parts"]) == pytest.approx(line["fit"], abs=1e-9)
        assert "neutral" in {part["criterion"] for part in line["parts"]}
        assert line["reasons"] == []
    used = {m["ags"]: {r["resource"]: r["used"] for r in m["resources"]} for m in plan["municipalities"]}
    for ags, resources in used.items():
        assert resources["persons"] == sum(p["persons"] for p in placed if p["municipality"] == ags)
    names = {baseline["name"] for baseline in plan["baselines"]}
    assert names == {"random", "first_come", "quota", "best_place"}
    assert {"objective", "persons_placed", "mean_fit"} <= plan["baselines"][0].keys()


def test_an_unplaced_household_carries_its_reason(cohort, capsys):
    first = printed(capsys, "plan", "--data", str(cohort))["assignments"][0]["household"]
    Path("s.json").write_text(Scenario(not_this_round=(first,)).to_json(), encoding="utf-8")
    plan = printed(capsys, "plan", "--data", str(cohort), "--scenario", "s.json")
    assert plan["assignments"][0]["municipality"] is None
    assert plan["assignments"][0]["reasons"][0] == {"code": "not_in_round"}


def test_a_stored_run_is_verified_and_tampering_is_seen(cohort, capsys):
    main(["load", str(cohort), "--db", "a.duckdb"])
    plan = printed(capsys, "plan", "--db", "a.duckdb")
    found = printed(capsys, "verify", plan["run"], "--db", "a.duckdb", "--again")
    assert found["ok"] and found["objective"] == pytest.approx(plan["objective"])
    assert found["bound_without_solver"] >= plan["objective"] - 1e-9
    places = {line["municipality"] for line in plan["assignments"]} - {None}
    with duckdb.connect("a.duckdb") as connection:
        connection.execute("UPDATE run_assignments SET ags = ?", [min(places)])
    code, out, _ = run(capsys, "verify", plan["run"], "--db", "a.duckdb", "--json")
    assert code == 1
    assert json.loads(out)["violations"] and "objective" in json.loads(out)["differs"]
    for lang in screen_languages():
        assert run(capsys, "verify", plan["run"], "--db", "a.duckdb", "--lang", lang)[0] == 1


def test_every_error_of_the_data_is_one_line_and_the_store_is_as_before(cohort, capsys):
    main(["load", str(cohort), "--db", "a.duckdb"])
    before = printed(capsys, "status", "--db", "a.duckdb")
    members = (cohort / "members.csv").read_text(encoding="utf-8").splitlines()
    members[1] = members[1].replace(",adult,", ",grown up,")
    (cohort / "members.csv").write_text("\n".join([*members, "H999,1,adult,x"]), encoding="utf-8")
    toml = (cohort / "cohort.toml").read_text(encoding="utf-8")
    (cohort / "cohort.toml").write_text(toml.replace("invented = true", ""), encoding="utf-8")
    for lang, row, column in (("en", "row", "column"), ("de", "Zeile", "Spalte")):
        code, out, err = run(capsys, "load", str(cohort), "--db", "a.duckdb", "--lang", lang)
        lines = err.splitlines()
        assert (code, out, len(lines)) == (1, "", 3)
        assert f"cohort.toml, {column} invented: " in lines[0]
        assert f"members.csv, {row} 2, {column} role: " in lines[1] and "grown up" in lines[1]
        assert f"members.csv, {row} {len(members) + 1}: " in lines[2]
    assert printed(capsys, "status", "--db", "a.duckdb") == before


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        (["load", "nowhere"], "nowhere"),
        (["plan", "--data", "nowhere"], "nowhere"),
        (["plan", "--db", "nowhere.duckdb"], "nowhere.duckdb"),
        (["plan", "--db", "letter.txt"], "letter.txt"),
        (["status", "--db", "letter.txt"], "letter.txt"),
        (["plan", "--cohort", "nobody"], "nobody"),
        (["plan", "--scenario", "nowhere.json"], "nowhere.json"),
        (["plan", "--scenario", "letter.txt"], "JSON"),
        (["plan", "--scenario", "latin.txt"], "latin.txt"),
        (["verify", "norun"], "norun"),
        (["restore", "nowhere.duckdb"], "nowhere.duckdb"),
        (["restore", "letter.txt"], "letter.txt"),
        (["backup", "letter.txt/b.duckdb"], "b.duckdb"),
        (
            ["make-data", "--households", "1", "--municipalities", "1", "--seed", "1", "letter.txt"],
            "letter.txt",
        ),
    ],
)
@pytest.mark.parametrize("lang", screen_languages())
def test_what_cannot_be_read_is_said_in_one_line_with_exit_code_2(capsys, argv, word, lang, monkeypatch):
    monkeypatch.setattr(bootstrap, "DEMO", ("session",))
    Path("letter.txt").write_text("Dear all, " * 1000)
    Path("latin.txt").write_bytes("Köln".encode("latin-1"))
    code, out, err = run(capsys, *argv, "--lang", lang)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and word in err and "Traceback" not in err


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["frobnicate"],
        ["plan", "--data", "a", "--db", "b"],
        ["make-data", "--households", "0", "--municipalities", "1", "--seed", "1", "x"],
        ["make-data", "--households", "many", "--municipalities", "1", "--seed", "1", "x"],
        ["status", "--lang", "fr"],
    ],
)
def test_wrong_usage_is_exit_code_2(capsys, argv):
    code, out, err = run(capsys, *argv)
    assert (code, out) == (2, "") and "usage" in err and "Traceback" not in err


def test_contradicting_pins_are_an_error_of_the_data(cohort, capsys):
    plan = printed(capsys, "plan", "--data", str(cohort))
    household, place = plan["assignments"][0]["household"], plan["municipalities"][0]["ags"]
    pin = Pin(household=household, ags=place)
    Path("s.json").write_text(Scenario(pins=(pin,), closed=(place,)).to_json(), encoding="utf-8")
    code, _, err = run(capsys, "plan", "--data", str(cohort), "--scenario", "s.json")
    assert code == 1 and household in err and err.count("\n") == 1


def test_the_demo_session_is_planned_when_nothing_is_said(capsys, monkeypatch):
    monkeypatch.setattr(bootstrap, "DEMO", ("session",))
    assert printed(capsys, "plan")["cohort"] == "session"


def test_several_cohorts_ask_for_one(cohort, capsys):
    main(["load", str(cohort), "--db", "a.duckdb"])
    main(["make-data", "--households", "3", "--municipalities", "2", "--seed", "1", "second"])
    main(["load", "second", "--db", "a.duckdb"])
    code, _, err = run(capsys, "plan", "--db", "a.duckdb")
    assert code == 2 and "demo-12x5-4" in err and "demo-3x2-1" in err
    assert printed(capsys, "plan", "--db", "a.duckdb", "--cohort", "demo-3x2-1")["cohort"] == "demo-3x2-1"


def test_a_backup_brings_back_what_was_stored(cohort, capsys):
    main(["load", str(cohort), "--db", "a.duckdb"])
    assert main(["backup", "safe/b.duckdb", "--db", "a.duckdb"]) == 0
    Path("a.duckdb").unlink()
    assert main(["restore", "safe/b.duckdb", "--db", "a.duckdb"]) == 0
    assert [c["cohort"] for c in printed(capsys, "status", "--db", "a.duckdb")["cohorts"]] == ["demo-12x5-4"]
    lines = printed(capsys, "journal", "--db", "a.duckdb")["lines"]
    assert [line["action"] for line in lines] == ["load", "backup", "restore"]


def test_an_altered_journal_is_exit_code_1(cohort, capsys):
    main(["load", str(cohort), "--db", "a.duckdb"])
    with duckdb.connect("a.duckdb") as connection:
        connection.execute("UPDATE journal SET viewer = 'eve'")
    code, out, _ = run(capsys, "journal", "--db", "a.duckdb", "--lang", "de")
    assert code == 1 and "Zeile 1" in out


def test_a_journal_that_was_cut_off_is_told_by_a_head_that_was_noted_elsewhere(cohort, capsys):
    """By itself it holds: whoever writes it anew writes its head anew, too."""
    main(["load", str(cohort), "--db", "a.duckdb"])
    backed_up = printed(capsys, "backup", "b.duckdb", "--db", "a.duckdb")["journal_head"]
    head = printed(capsys, "status", "--db", "a.duckdb")["journal_head"]
    assert backed_up == head and run(capsys, "journal", "--db", "a.duckdb", "--head", head)[0] == 0
    with duckdb.connect("a.duckdb") as connection:
        connection.execute("DELETE FROM journal WHERE seq = 2")
        connection.execute("UPDATE meta SET value = (SELECT hash FROM journal) WHERE key = 'journal_head'")
    assert run(capsys, "journal", "--db", "a.duckdb")[0] == 0
    code, out, _ = run(capsys, "journal", "--db", "a.duckdb", "--head", head, "--lang", "de")
    assert code == 1 and head in out


@pytest.mark.parametrize("lang", screen_languages())
def test_each_command_answers_in_the_language_asked_for(cohort, capsys, lang):
    loaded = run(capsys, "--lang", lang, "load", str(cohort))
    planned = run(capsys, "plan", "--lang", lang)
    told = {"de": ("Haushalte", "Nachweislich"), "en": ("households", "Proven")}[lang]
    assert told[0] in loaded[1] and told[1] in planned[1]
    for command in ("status", "journal"):
        assert run(capsys, command, f"--lang={lang}")[0] == 0
    for command in ("make-data", "load", "plan", "verify", "status", "journal", "backup", "restore"):
        assert run(capsys, command, "--help", "--lang", lang)[0] == 0


def test_a_mistake_of_the_program_is_one_line_too_and_found_in_the_log_by_its_number(
    capsys, caplog, monkeypatch
):
    """Its place is in the log under the number that is told; its message, which may name people, nowhere."""

    def broken(_):
        raise ValueError("Olena needs dialysis")

    monkeypatch.setattr(bootstrap, "open_catalogue", broken)
    code, _, err = run(capsys, "status")
    assert (code, err.count("\n")) == (2, 1) and "ValueError" in err
    [number] = re.findall(r"\b[0-9A-F]{6}\b", err)
    assert re.search(rf"program error {number}: ValueError at .*rematch/__main__\.py:\d+", caplog.text)
    assert "Olena" not in err + caplog.text


def test_a_reader_that_goes_away_leaves_no_traceback(cohort):
    command = [sys.executable, "-m", "rematch", "plan", "--data", str(cohort), "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), error) == (0, b"")


def test_a_household_is_explained_with_the_numbers_of_its_plan(cohort, capsys):
    """Parts add up to the fit of `plan`; every other municipality is there, none solved again."""
    plan = printed(capsys, "plan", "--data", str(cohort))
    line = next(line for line in plan["assignments"] if line["municipality"])
    told = printed(capsys, "explain", "--data", str(cohort), "--household", line["household"])
    assert (told["municipality"], told["fit"]) == (line["municipality"], line["fit"])
    assert sum(row["part"] for row in told["rows"]) == pytest.approx(told["fit"], abs=1e-9)
    assert sum(row["part_low"] for row in told["rows"]) == pytest.approx(told["fit_low"], abs=1e-9)
    others = {place["ags"] for place in plan["municipalities"]} - {line["municipality"]}
    assert {place["municipality"] for place in told["elsewhere"]} == others
    assert all(place["forced"] is None and place["more"] == [] for place in told["elsewhere"])


def test_one_municipality_is_solved_again_and_its_cost_is_not_below_what_was_said_at_once(cohort, capsys):
    """By AGS or by name the same answer; nothing is recorded."""
    assert main(["load", str(cohort), "--db", "a.duckdb"]) == 0
    plan = printed(capsys, "plan", "--data", str(cohort))
    for line in plan["assignments"]:
        asked = ("explain", "--db", "a.duckdb", "--household", line["household"])
        possible = next((p for p in printed(capsys, *asked)["elsewhere"] if p["at_least"] is not None), None)
        if possible:
            break
    (by_ags,) = printed(capsys, *asked, "--municipality", possible["municipality"])["elsewhere"]
    (by_name,) = printed(capsys, *asked, "--municipality", possible["name"].upper())["elsewhere"]
    assert by_ags == by_name
    cost = by_ags["forced"]["cost_high"]
    assert by_ags["forced"]["possible"] and (cost is None or cost >= possible["at_least"] - 1e-6)
    stored = printed(capsys, "status", "--db", "a.duckdb")["cohorts"]
    assert [cohort["runs"] for cohort in stored] == [[]]


@pytest.mark.parametrize("lang", screen_languages())
def test_an_explanation_is_printed_as_it_stands_on_the_screen(cohort, capsys, lang):
    """The sentences of the JSON, the table and the verdict; the markings of the screen are gone."""
    plan = printed(capsys, "plan", "--data", str(cohort))
    line = next(line for line in plan["assignments"] if line["municipality"])
    asked = ("explain", "--data", str(cohort), "--household", line["household"], "--lang", lang)
    told = printed(capsys, *asked)
    code, out, _ = run(capsys, *asked)
    assert code == 0 and "**" not in out
    assert told["sentence"].replace("**", "") in out
    counting = [row for row in told["rows"] if row["score"] is not None and row["weight"]]
    assert counting and all(f"\n{row['label']} |" in out for row in counting)
    there = told["elsewhere"][0]
    _, out, _ = run(capsys, *asked, "--municipality", there["municipality"])
    assert there["sentence"] in out


def test_who_or_what_is_not_in_the_data_is_told_without_a_traceback(cohort, capsys):
    """Exit code 2 and one line, as for any other wrong usage."""
    for wrong in (("--household", "nobody"), ("--household", "H001", "--municipality", "Nowhere")):
        code, out, err = run(capsys, "explain", "--data", str(cohort), *wrong)
        assert (code, out) == (2, "") and err.count("\n") == 1 and wrong[-1] in err
