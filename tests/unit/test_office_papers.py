"""The papers an office needs say what is so: data, words of consent, fields and commands as in the code."""

import re
from pathlib import Path

import pytest

from rematch.base_fields import HOUSEHOLD, MEMBER
from rematch.bootstrap import shipped_catalogue
from rematch.command.parser import build_parser
from rematch.service.interview import own_question
from rematch.store.database import Database
from rematch.texts import asked, consent_wording, interview_languages
from tests.unit.test_architecture import ROOT

OFFICE = ROOT / "docs" / "office"
PAPERS = {path.name: " ".join(path.read_text(encoding="utf-8").split()) for path in OFFICE.glob("*.md")}
LANGUAGES = sorted(interview_languages())
ART9 = [criterion for criterion in shipped_catalogue().criteria if criterion.art9]
CONSENT = {"household_id", "consent", *(field.column for field in HOUSEHOLD if field.noted)}
PROPOSED = (
    "Was in [eckigen Klammern] steht, füllt die Stelle aus. Zwecke, Rechtsgrundlagen und Fristen sind "
    "Vorschläge; sie prüft eine Juristin oder ein Jurist der Stelle."
)
STATUS = re.compile(
    r"konform(e[mnrs]?)?\b|zertifizier|rechtssicher|\bcompliant|\bcertified|"
    r"сертифі|сертифиц|certyfik|zgodn[aey] z RODO|відповідає (GDPR|вимогам)|соответствует (GDPR|требованиям)",
    re.IGNORECASE,
)
"""Words that claim a legal status, in every language of the papers."""
SAID_OTHERWISE = {"Fehlt", "local"}
"""What papers put in quotation marks that is no text of a screen."""


def named(word: str) -> str:
    """A name of the code as papers write it."""
    return f"`{word}`"


def unnamed(names: set[str], paper: str) -> set[str]:
    """Those a paper does not name."""
    return {name for name in names if named(name) not in PAPERS[paper]}


def without_marks(paper: str) -> str:
    """A paper's words without what only says how they are set."""
    return " ".join(PAPERS[paper].replace("> ", "").split())


def test_the_record_of_processing_names_every_special_category_and_every_field() -> None:
    """A new Art. 9 criterion, or a new field of households and people, is entered before it is kept."""
    fields = {field.column for field in (*HOUSEHOLD, *MEMBER)}
    assert not unnamed({criterion.id for criterion in ART9} | fields, "processing-record-de.md")


@pytest.mark.parametrize("paper", ["processing-record-de.md", "retention-de.md"])
def test_every_table_of_the_store_is_named(paper: str, tmp_path: Path) -> None:
    """What is kept is recorded, and so is how long."""
    database = Database(tmp_path / "empty.duckdb")
    with database.reading() as statements:
        tables = {row["table_name"] for row in statements.run("tables")}
    database.close()
    assert len(tables) > 20
    assert not unnamed(tables, paper)


def test_every_language_of_the_questionnaire_has_a_notice_and_a_form_and_so_has_simple_language() -> None:
    """No more languages than there are, either: a form needs words in the questionnaire."""
    for kind in ("notice", "consent"):
        found = {name for name in PAPERS if name.startswith(f"{kind}-")}
        assert found == {f"{kind}-{lang}.md" for lang in (*LANGUAGES, "simple-de")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_form_says_what_the_questionnaire_says_and_names_its_version(lang: str) -> None:
    """Text, question and what happens without consent, word for word."""
    words = without_marks(f"consent-{lang}.md")
    assert asked("consent.text", lang) in words
    assert asked("consent.without", lang) in words
    assert own_question("consent", shipped_catalogue(), lang) in words
    assert words.count(named(consent_wording(lang))) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_form_asks_for_each_special_category_with_the_purpose_the_questionnaire_gives(lang: str) -> None:
    """One row each, whose id goes into the scope of the consent."""
    rows = (OFFICE / f"consent-{lang}.md").read_text(encoding="utf-8").splitlines()
    for criterion in ART9:
        assert criterion.purpose is not None
        row = [line for line in rows if line.endswith(f"| {named(criterion.id)} |")]
        assert len(row) == 1
        assert criterion.purpose.in_(lang) in row[0]


@pytest.mark.parametrize("lang", [*LANGUAGES, "simple-de"])
def test_every_form_has_the_fields_of_a_consent_and_reasons_of_exclusions(lang: str) -> None:
    """Those the program keeps: day, wording, language, scope, who noted it."""
    assert not unnamed(CONSENT | {"excluded_reason"}, f"consent-{lang}.md")


def test_the_simple_form_asks_for_each_special_category() -> None:
    """In other words, by the same ids."""
    assert not unnamed({criterion.id for criterion in ART9}, "consent-simple-de.md")


@pytest.mark.parametrize("kind", ["notice", "consent"])
def test_simple_language_says_that_nobody_it_is_for_has_checked_it(kind: str) -> None:
    """Leichte Sprache is a name for what was checked."""
    assert "haben Menschen, für die sie ist, noch nicht geprüft" in PAPERS[f"{kind}-simple-de.md"]


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "de"])
def test_a_translation_says_that_nobody_has_checked_it(lang: str) -> None:
    """Neither notice nor form has been read by somebody whose language it is."""
    for kind in ("notice", "consent"):
        assert "Die Übersetzung hat niemand geprüft" in PAPERS[f"{kind}-{lang}.md"]


def test_every_paper_is_a_proposal_and_leaves_something_to_fill_in() -> None:
    """The statement of accessibility is written by another rule."""
    ours = {name for name in PAPERS if not name.startswith("accessibility")}
    assert {name for name in ours if PROPOSED not in without_marks(name)} == set()
    to_fill_in = re.compile(r"\[[^\]]*\](?!\()")
    assert {name for name in ours if len(to_fill_in.findall(PAPERS[name])) < 2} == set()


def test_the_index_leads_to_every_paper() -> None:
    """A paper nobody finds is not there."""
    assert [name for name in PAPERS if name != "README.md" and f"({name})" not in PAPERS["README.md"]] == []


def test_no_paper_claims_a_status() -> None:
    """Whether the law is met is not for the program's papers to say."""
    beside = {f"/{name}": (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "SECURITY.md")}
    whole = PAPERS | beside
    assert {name: found[0] for name, text in whole.items() if (found := STATUS.search(text))} == {}


@pytest.mark.parametrize(
    "claim",
    ["DSGVO-konform.", "konforme Verarbeitung", "ISO-zertifiziert", "GDPR compliant", "zgodny z RODO"],
)
def test_a_claim_of_a_status_would_be_found(claim: str) -> None:
    """Naming a duty (conformity assessment) is none."""
    assert STATUS.search(claim)
    assert not STATUS.search("Konformitätsbewertung")


def test_every_command_that_is_named_is_there() -> None:
    """An office that must erase somebody has no time for a command that is gone."""
    text = " ".join((*PAPERS.values(), (ROOT / "SECURITY.md").read_text(encoding="utf-8")))
    commands = set(re.findall(r"python -m rematch ([\w-]+)", text))
    assert {"withdraw", "backup", "verify"} <= commands
    known = build_parser("en").format_help()
    assert {command for command in commands if not re.search(rf"\b{command}\b", known)} == set()


def test_what_german_papers_quote_stands_on_the_screen() -> None:
    """Buttons and sentences in quotation marks, sentence by sentence."""
    files = [
        *(ROOT / "rematch" / "texts" / "de").glob("*.toml"),
        ROOT / "rematch" / "texts" / "interview.toml",
    ]
    screen = " ".join(file.read_text(encoding="utf-8") for file in files)
    german = {name for name in PAPERS if name.endswith("-de.md") and not name.startswith("accessibility")}
    quoted = {words for name in german for words in re.findall("„([^“]+)“", PAPERS[name])}
    sentences = {one for words in quoted for one in re.split(r"(?<=\.) ", words)}
    assert {one for one in sentences - SAID_OTHERWISE if one not in screen} == set()
