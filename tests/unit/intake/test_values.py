"""Values as people write them: numbers, days, amounts, languages, education, ids, places."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rematch.identity import look, look_alikes, usable_id
from rematch.intake.quantities.amounts import Amount, read_amount
from rematch.intake.quantities.days import likely_day, read_day, serial_day
from rematch.intake.quantities.numerals import decimal_of, is_ambiguous, read_coordinate, read_number
from rematch.intake.questions import ROW_BY_ROW
from rematch.intake.values.language_skills import language_tag, read_languages, read_level
from rematch.intake.values.occupations import read_occupation
from rematch.intake.values.parsed import quoted
from rematch.intake.values.places import find_place, padded_ags, read_state, state_of
from rematch.intake.values.schooling import read_education
from rematch.intake.words import is_missing, meanings, words
from rematch.texts import TONGUES, interview_languages, spoken
from rematch.texts.formats import number


@given(st.floats(-1e9, 1e9, allow_nan=False), st.integers(0, 4), st.sampled_from(["de", "en"]))
def test_a_number_written_in_either_language_is_read_back(value: float, digits: int, lang: str) -> None:
    """Whatever Babel writes in German or English, the column's decimal sign brings back."""
    written = number(round(value, digits), lang, digits)
    assert read_number(written, "," if lang == "de" else ".") == round(value, digits)


@given(st.floats(0.01, 999, allow_nan=False))
def test_an_unambiguous_number_needs_no_decimal_sign(value: float) -> None:
    """Two decimals are decimals in both languages, without knowing which it is."""
    text = f"{value:.2f}"
    assert read_number(text, None) == read_number(text.replace(".", ","), None) == float(text)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_written_in_german_or_iso_is_read_back(day: date) -> None:
    """DD.MM.YYYY with and without leading zeros, ISO with and without a time."""
    forms = [day.strftime("%d.%m.%Y"), f"{day.day}.{day.month}.{day.year}", day.isoformat()]
    assert {read_day(form) for form in [*forms, f"{day.isoformat()}T10:00:11.123+02:00"]} == {day}


@given(st.text())
def test_no_text_breaks_a_reader(text: str) -> None:
    """Any text is a value, unknown or doubtful, never an exception."""
    read_number(text, ","), read_coordinate(text), read_day(text), likely_day(text), read_amount(text)
    read_level(text), read_languages(text), read_education(text), read_occupation(text)
    find_place(text), padded_ags(text), read_state(text), look(text), quoted(text)
    assert usable_id(usable_id(text)) == usable_id(text)


@pytest.mark.parametrize(
    "text", ["NaN", "inf", "Infinity", "1e400", "0x10", "1_000", "٣", "fünf", "", "1.2.3", "1,5,2", "--3"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    """Python would read some of these; a spreadsheet's reader must not."""
    assert read_number(text, ",") is None


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1.150,50", None, 1150.5),
        ("1.400", ",", 1400),
        ("1.400", ".", 1.4),
        ("1,234.5", None, 1234.5),
        ("600,00", None, 600),
        ("1 200", None, 1200),
        ("1'200.50", None, 1200.5),
        ("€ 3,50", None, 3.5),
        ("12 %", None, 12),
        ("−5", None, -5),
        ("1.234.567", None, 1234567),
    ],
)
def test_numbers_with_separators_and_units(text: str, decimal: str | None, value: float) -> None:
    """Thousands, decimals, currencies and units, German and English."""
    assert read_number(text, decimal) == value  # type: ignore[arg-type]


def test_the_column_decides_what_a_point_means() -> None:
    """One cell that shows the habit decides for 1.400; contradicting cells decide nothing."""
    assert decimal_of(["1.400", "1.150,50"]) == ","
    assert decimal_of(["1,400", "2.5"]) == "."
    assert decimal_of(["1.400", "7"]) is None
    assert decimal_of(["1,5", "2.5"]) is None
    assert is_ambiguous("1.400") and not is_ambiguous("1.40") and not is_ambiguous("0.400")


def test_coordinates_have_no_thousands() -> None:
    """10.123 and 10,123 are the same place."""
    assert read_coordinate("10.123") == read_coordinate("10,123") == 10.123


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14. März 2023", date(2023, 3, 14)),
        ("March 5, 2024", date(2024, 3, 5)),
        ("5 травня 2024", date(2024, 5, 5)),
        ("14/03/2023", date(2023, 3, 14)),
        ("13/03/2023", date(2023, 3, 13)),
        ("12/03/2023", None),
        ("12-03-2023", None),
        ("1.2.24", date(2024, 2, 1)),
        ("03/04/2023", None),
        ("03/14/2023", None),
        ("01.06.", None),
        ("31.02.2023", None),
        ("Q3", None),
        ("44999", None),
    ],
)
def test_days_in_words_and_those_that_are_none(text: str, day: date | None) -> None:
    """A month never comes first in figures; a day without its year is none."""
    assert read_day(text) == day


def test_what_an_ambiguous_day_probably_is() -> None:
    """Day before month: only said, never taken. A spreadsheet's serial number is one day."""
    assert likely_day("03/04/2023") == date(2023, 4, 3)
    assert serial_day("44999") == serial_day("44999.0") == date(2023, 3, 14)
    assert serial_day("1999") is serial_day("99999") is None
    assert likely_day("bald") is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("ca. 8", Amount(8)),
        ("~8", Amount(8)),
        ("10-12", Amount(10)),
        ("10 – 12 Personen", Amount(10)),
        ("zwischen 4 und 6", Amount(4)),
        ("bis zu 8", Amount(8)),
        ("up to 8 people", Amount(8)),
        ("20 (davon 5 barrierefrei)", Amount(20, 5)),
        ("20, davon 5 rollstuhlgerecht", Amount(20, 5)),
        ("keine", Amount(0)),
        ("n/a", None),
        ("< 5", None),
        ("20 (12 belegt)", Amount(8, occupied=12)),
        ("> 5 schwierig", None),
        ("12-10", None),
        ("٣", None),
    ],
)
def test_amounts_in_words_are_the_least_that_is_said(text: str, amount: Amount | None) -> None:
    """Ranges give their lower end; what is unclear gives nothing."""
    assert read_amount(text) == amount


@pytest.mark.parametrize(
    ("text", "level", "asked"),
    [
        ("b1 ", "B1", False),
        ("A 1", "A1", False),
        ("А2", "A2", False),
        ("A2 Zertifikat", "A2", False),
        ("B1-B2", "B1", True),
        ("C1/C2", "C1", True),
        ("Grundkenntnisse", "A1", True),
        ("fließend", "C1", True),
        ("Muttersprache", "native", False),
        ("keine Kenntnisse", "A0", False),
        ("0", "", True),
        ("k.A.", "", False),
    ],
)
def test_levels_of_a_language(text: str, level: str, asked: bool) -> None:
    """Cyrillic look-alikes are letters too; ranges and words are proposals; 0 is not A0 by itself."""
    read = read_level(text)
    assert (read.text, bool(read.doubts)) == (level, asked)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Ukrainisch, Russisch, etwas Deutsch (A2)", {"uk": None, "ru": None, "de": "A2"}),
        ("ukr;rus;eng", {"uk": None, "ru": None, "en": None}),
        ("Russisch, Englisch (B2)", {"ru": None, "en": "B2"}),
        ("UA/RU\nPL", {"uk": None, "ru": None, "pl": None}),
        ("українська та польська", {"uk": None, "pl": None}),
        ("Englisch: fließend", {"en": "C1"}),
        ("uk:native|de:A2", {"uk": "native", "de": "A2"}),
        ("Kurdisch (Sorani), Deutsch: A2 (Zertifikat)", {"ckb": None, "de": "A2"}),
        ("Englisch A2-B1, keine Deutschkenntnisse", {"en": "A2", "de": "A0"}),
    ],
)
def test_languages_in_one_cell(text: str, spoken: dict[str, str | None]) -> None:
    """Names and codes in four languages, levels in brackets, after a colon or as a word."""
    assert {one.tag: one.level for one in read_languages(text)[0]} == spoken


def test_a_language_nobody_knows_is_told() -> None:
    """Surzhyk has no code of its own: it is left out and said."""
    spoken, doubts = read_languages("Surzhyk, Englisch")
    assert [one.tag for one in spoken] == ["en"]
    assert [doubt.code for doubt in doubts] == ["intake.language_unknown"]
    assert language_tag("Kurmandschi") == "kmr"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Paschtu", "ps"),
        ("پښتو", "ps"),
        ("czeski", "cs"),
        ("литовська", "lt"),
        ("Wietnamesisch", None),
        ("Vietnamesisch", "vi"),
        ("Urdu", "ur"),
        ("німецька", "de"),
        ("Northern Kurdish (Kurmanji)", "kmr"),
        ("DGS", "gsg"),
        ("ukr", "uk"),
        ("Mehrsprachig", None),
        ("Ga", None),
    ],
)
def test_languages_by_their_names_in_five_languages_and_their_own(text: str, tag: str | None) -> None:
    """Any language that has a name; codes only of those listed, and nothing that is no language."""
    assert language_tag(text) == tag


@pytest.mark.parametrize("lang", interview_languages())
def test_a_language_is_read_back_from_what_our_form_calls_it(lang: str) -> None:
    """Whatever the form offers is known when it comes back in a file."""
    assert {tag: language_tag(spoken(tag, lang)) for tag in TONGUES} == {tag: tag for tag in TONGUES}


def test_a_word_that_is_an_answer_is_no_language() -> None:
    """Yes, no, unknown and the words for levels stay what they are."""
    said = words("yes") | words("no") | words("none") | words("unsure") | words("missing")
    said |= set(meanings("levels")) | set(meanings("levels_proposed"))
    assert [word for word in said if language_tag(word) and not is_missing(word)] == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Hochschule (Master)", "7"),
        ("ISCED 7", "7"),
        ("isced6", "6"),
        ("вища освіта", "6"),
        ("PhD", "8"),
        ("Berufsschule, 3 J.", "3"),
        ("Grundschule", "1"),
        ("k.A.", ""),
        ("Sternwarte", ""),
    ],
)
def test_education_as_isced(text: str, level: str) -> None:
    """Codes, degrees and schools in three languages."""
    assert read_education(text).text == level


@pytest.mark.parametrize(
    "text",
    [
        *(
            "kein Abitur",
            "Abitur (nicht abgeschlossen)",
            "Studium abgebrochen",
            "Bachelor, laufend",
            "noch Master",
        ),
        *(
            "keine Ausbildung",
            "Bachelor?",
            "Abitur oder Bachelor",
            "Abitur statt Bachelor",
            "[ ] Master",
            "~Master",
        ),
        *(
            "PhD candidate",
            "Bachelor in progress",
            "not a Bachelor",
            "university (dropped out)",
            "Master student",
        ),
        *("незакінчена вища", "неповна вища освіта", "без вищої, бакалавр не закінчив", "студент, магістр"),
        *("неоконченное высшее", "незаконченное высшее", "не бакалавр", "бакалавр, 3 курс"),
        *("niepełne wyższe, magister w trakcie", "nie magister", "licencjat, bachelor nieukończony"),
    ],
)
def test_a_degree_that_is_not_or_not_yet_there_is_asked_about_row_by_row(text: str) -> None:
    """Nothing is proposed, and accepting everything takes nothing."""
    read = read_education(text)
    assert read.text == "" and {doubt.code for doubt in read.doubts} == {"intake.education_with_more"}
    assert {doubt.code for doubt in read.doubts} <= ROW_BY_ROW


@pytest.mark.parametrize(
    ("text", "level"),
    [
        *(
            ("kein Abschluss", "0"),
            ("неполное среднее", "2"),
            ("без освіти", "0"),
            ("Berufsschule, 3 J.", "3"),
        ),
        *(
            ("Hochschule (Master)", "7"),
            ("кандидат наук", "8"),
            ("ohne Abschluss", "0"),
            ("Diplom-Ingenieur", "6"),
        ),
    ],
)
def test_words_that_say_it_themselves_turn_nothing_round(text: str, level: str) -> None:
    """No degree is a level of its own."""
    assert read_education(text).text == level


@pytest.mark.parametrize(
    ("name", "ags"),
    [
        ("Kiel, Landeshauptstadt", "01002000"),
        ("Düsseldorf, Stadt", "05111000"),
        ("duesseldorf", "05111000"),
        ("Rottenburg a. N.", "08416036"),
        ("Мюнхен", "09162000"),
        ("Halle (Saale)", "15002000"),
        ("Frankfurt (Oder)", "12053000"),
        ("Frankfurt (Main)", "06412000"),
        ("Frankfurt (Höchst)", None),
        ("Halle", None),
        ("Rottenburg", None),
        ("Musterstadt", None),
    ],
)
def test_places_by_name(name: str, ags: str | None) -> None:
    """Official additions, spelling and languages do not matter; a shared name leads to none."""
    assert find_place(name).ags == ags


def test_a_shared_name_is_clear_within_a_state() -> None:
    """Rottenburg in Baden-Württemberg is the one on the Neckar; without the state both are named."""
    assert find_place("Rottenburg", "DE-BW").ags == "08416036"
    assert len(find_place("Rottenburg").candidates) == 2


def test_codes_of_municipalities_and_states() -> None:
    """A lost leading zero comes back; abbreviations and names are states."""
    assert (padded_ags("1002000"), padded_ags("08416036"), padded_ags("123")) == (
        "01002000",
        "08416036",
        None,
    )
    assert [read_state(t) for t in ("NRW", "BW", "Baden-Württemberg", "DE-SH", "Polen")] == [
        "DE-NW",
        "DE-BW",
        "DE-BW",
        "DE-SH",
        None,
    ]
    assert state_of("05111000") == "DE-NW"


def test_ids_that_look_alike() -> None:
    """Case, spaces, hyphens and Cyrillic letters do not make another household."""
    assert look_alikes(["H1", "Н1", "h1"]) == {"h1": ("H1", "Н1", "h1")}
    assert look("UA 0001") == look("ua-0001") == look("UA–0001")
    assert look_alikes(["H1", "H2"]) == {}


def test_contacts_are_never_quoted() -> None:
    """An e-mail address or telephone number in a cell is hidden; an AGS is not."""
    assert "@" not in quoted("bitte an a@example.org")
    assert "170" not in quoted("Tel. 0170 1234567")
    assert quoted("01002000") == "01002000"
