"""What a third folder gives beside the screens: texts, numbers, plurals, commands, explanations, files."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from rematch import bootstrap
from rematch.__main__ import COMMANDS, main
from rematch.errors import Finding
from rematch.explain import forgone
from rematch.report.files.plan import plan_rows
from rematch.report.files.profile_rows import profile_labels, profile_rows
from rematch.report.files.tables import plan_csv, plan_xlsx
from rematch.report.files.templates import KINDS, template_csv, template_xlsx
from rematch.report.wording.alternatives import move_rows, obstacles, verdict_sentence
from rematch.report.wording.here import here_rows
from rematch.report.wording.sentences import (
    forgone_sentences,
    must_sentence,
    range_sentence,
    why_sentence,
)
from rematch.report.wording.simple import simple_sentences
from rematch.texts import (
    best_language,
    date,
    listing,
    number,
    own_name,
    percent,
    problem,
    say,
    screen_languages,
    separators,
)
from rematch.texts.folders import texts
from rematch.whatif.alternatives.alternatives import alternatives
from rematch.whatif.alternatives.forced_assignment import forced_assignment
from tests import demo
from tests.pseudo import LANG, MARKS, lengthened, not_of_the_third, third_language
from tests.unit.intake.foreign import checked
from tests.unit.report.files.test_templates import filled
from tests.unit.texts.test_every_code import placeholders


@pytest.fixture(scope="module", autouse=True)
def third(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The folder is there."""
    with third_language(tmp_path_factory.mktemp("texts")):
        yield


def test_the_folder_alone_makes_the_language() -> None:
    """Its name, its place among the others, what browsers and the environment may call it."""
    assert screen_languages() == ("de", "en", LANG)
    assert own_name(LANG) == lengthened("English")
    assert [best_language([asked, "de"]) for asked in (f"{LANG}-DE", LANG.upper(), "fr")] == [
        LANG,
        LANG,
        "de",
    ]


def test_every_text_can_be_said_of_every_number() -> None:
    """All codes, with one thing and few, many and parts of one; nothing is left to fill in."""
    numbers = {"one": 21, "few": 3, "many": 5, "other": 1.5}
    for code, text in texts(LANG).items():
        if code == "language.locale":
            continue
        params = dict.fromkeys(placeholders(text), "x")
        for form, count in numbers.items():
            told = say(code, LANG, **{**params, "count": count})
            assert told.startswith("⟦") and "{" not in told.replace("{}", "")
            assert isinstance(text, str) or told.endswith(MARKS[form] + "⟧")


def test_numbers_dates_and_lists_are_the_locale_s() -> None:
    """As Ukrainian, which the folder names as its locale, writes them."""
    assert separators(LANG) == ",\N{NO-BREAK SPACE}"
    assert number(1234.5, LANG, 1) == "1\N{NO-BREAK SPACE}234,5"
    assert percent(0.256, LANG, 1) == "25,6%"
    assert "березня" in date(demo.profiles().cohort.as_of.replace(month=3), LANG)
    assert listing(["A", "B"], LANG) == "A і B"


def test_mistakes_are_told_in_it() -> None:
    """What is wrong and what to do, of an uploaded row as of anything else."""
    told = problem(Finding("a.csv", 2, "x", "data.ragged", {"found": 3, "expected": 4}), LANG)
    assert told.what.startswith("⟦") and told.todo.startswith("⟦")


def test_an_explanation_is_written_in_it() -> None:
    """Why here, why not elsewhere and what that would cost, for every household of the demo."""
    report = demo.cold()
    said: list[str] = []
    for line in report.placements:
        why = line.why
        said += [why_sentence(why, report.instance, LANG)]
        said += [
            range_sentence(why, report.instance, LANG) or "",
            must_sentence(report.instance, why.household, LANG) or "",
        ]
        lost = forgone(report.instance, report.assignment, why)
        said += forgone_sentences(lost, report.instance, LANG)
        said += [simple_sentences(why, report.instance, LANG, lost=lost)]
        said += [cell for row in here_rows(report.instance, why, LANG) for cell in row.values()]
        for place in alternatives(report, line.household):
            said += [verdict_sentence(place.answer, report.instance, LANG)]
            said += obstacles(place.answer, report.instance, LANG)
    household = report.placements[0].household
    there = next(p.answer.ags for p in alternatives(report, household) if not p.answer.barred)
    moves = forced_assignment(report, household, there).moves
    said += [cell for row in move_rows(report.instance, moves, LANG) for cell in row.values()]
    assert not_of_the_third(said) == ""


def test_every_export_is_written_in_it() -> None:
    """The plan, the profiles and the templates, as CSV and as a spreadsheet: headings, cells and notes."""
    report = demo.cold()
    plan = plan_rows(report.instance, report.placements, LANG)
    tables = [(plan, {name: say(f"column.{name}", LANG) for name in plan[0]})]
    for kind in ("household", "member", "municipality"):
        rows = profile_rows(report.instance.profiles, demo.catalogue(), kind, LANG, True)
        tables.append((rows, profile_labels(demo.catalogue(), kind, LANG, True)))
    note = say("files.note.invented", LANG, proof="100")
    left = []
    for rows, labels in tables:
        left.append(not_of_the_third(_cells(plan_csv(rows, labels, note=note, lang=LANG))))
        left.append(not_of_the_third(_sheet(plan_xlsx(rows, labels, note=note, lang=LANG))))
    for template in KINDS:
        left.append(not_of_the_third(_cells(template_csv(template, demo.catalogue(), LANG))))
        left.append(not_of_the_third(_sheet(template_xlsx(template, demo.catalogue(), LANG))))
    assert "".join(left) == ""


def _cells(content: bytes) -> Iterator[str]:
    delimiter = ";" if separators(LANG).startswith(",") else ","
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter):
        yield from row


def _sheet(content: bytes) -> Iterator[str]:
    for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows():  # type: ignore[union-attr]
        for cell in row:
            yield from (str(cell.value or ""), cell.comment.text if cell.comment else "")


def test_a_template_filled_in_in_it_loads_without_a_question() -> None:
    """Its headings and its words for yes, roles and priorities are known because the folder has them."""
    done = checked({f"{kind}.csv": filled(kind, LANG, "csv") for kind in KINDS})
    assert done.findings == ()
    household, municipality = done.households[0], done.municipalities[0]
    assert household.answers.keys() == {field.id for field in demo.catalogue().fields_of("household")}
    assert municipality.offers.keys() == {field.id for field in demo.catalogue().fields_of("municipality")}
    assert household.priorities and set(household.priorities.values()) == {0}


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Runs a command in the third language and gives what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REMATCH_DB", str(tmp_path / "own.duckdb"))
    monkeypatch.setattr(bootstrap, "DEMO", ("session",))

    def run(*argv: str) -> str:
        capsys.readouterr()
        assert main([*argv, "--lang", LANG]) in (0, 1, 2)
        return "".join(capsys.readouterr())

    return run


def test_the_command_line_speaks_it(told) -> None:
    """Every command that prints sentences, done and refused; its help too."""
    household = demo.profiles().households[0].id
    Path("list.csv").write_text("Haushalt;Personen;Ort\nA;vielleicht;Kiel\n", encoding="utf-8")
    commands = [
        ["make-data", "--households", "6", "--municipalities", "3", "--seed", "4", "made"],
        ["load", "made"],
        ["load", "nowhere"],
        ["plan"],
        ["plan", "--data", "made"],
        ["explain", "--household", household],
        ["explain", "--household", household, "--municipality", "Kiel"],
        ["explain", "--household", "nobody"],
        ["status"],
        ["journal"],
        ["verify", "none"],
        ["intake", "list.csv", "--write", "out"],
        ["template", "households", "form.xlsx"],
        ["backup", "kept"],
        ["restore", "nothing"],
    ]
    printed = {" ".join(argv): told(*argv) for argv in commands}
    assert all("⟦" in text for text in printed.values())
    exempt = (" ".join(printed), "Haushalt Personen Ort vielleicht")
    assert {
        name: not_of_the_third(text.splitlines(), *exempt) for name, text in printed.items()
    } == dict.fromkeys(printed, "")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_it(command: str, told) -> None:
    """Its description; the frame around it is the standard library's."""
    assert "⟦" in told(command, "--help")
