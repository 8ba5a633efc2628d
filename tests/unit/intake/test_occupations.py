"""Occupations by their names in five languages: found in every form, asked about where several are meant."""

import csv
from collections import defaultdict
from itertools import chain

import pytest

from rematch.intake.questions import ROW_BY_ROW
from rematch.intake.values.occupations import (
    SHARED,
    STANDARDS,
    keys,
    occupation_code,
    occupations,
    read_occupation,
    rows,
)
from rematch.intake.words import section
from rematch.texts import interview_languages

LIST = dict(rows())
FORMS = ("{}", "{}.", " {}\n", "{}!", '"{}"', "{} (m/w/d)", "{} (ж/ч)")
"""How a name may stand in a cell."""


def called() -> dict[str, set[str]]:
    """The codes of each name as it is compared."""
    found = defaultdict(set)
    for code, named in LIST.items():
        for name in chain.from_iterable(named.values()):
            for key in keys(name):
                found[key].add(code)
    return found


def codes_asked(text: str) -> set[str]:
    """What is found about a cell."""
    return {doubt.code.removeprefix("intake.occupation_") for doubt in read_occupation(text).doubts}


def test_every_code_is_of_the_standard_and_every_group_has_occupations() -> None:
    """Four digits, each once, within the groups of two digits; none of these is left without one."""
    with (STANDARDS / "isco08_submajor_groups.csv").open(encoding="utf-8", newline="") as lines:
        groups = {row["code"] for row in csv.DictReader(lines)}
    codes = [code for code, _ in rows()]
    assert len(codes) == len(set(codes)) and codes == sorted(codes)
    assert {code[:2] for code in codes} == groups and all(
        len(code) == 4 and code.isdecimal() for code in codes
    )


def test_every_occupation_has_names_in_every_language_of_the_interview() -> None:
    """None is empty; those that are offered to choose are one occupation's alone."""
    for code, named in LIST.items():
        assert list(named) == [lang for lang in named if lang in interview_languages()]
        assert set(named) == set(interview_languages()), code
        for name in chain.from_iterable(named.values()):
            assert name.removesuffix(SHARED).strip(), code
            assert name == name.strip(), code
    for lang in interview_languages():
        offered = list(occupations(lang).values())
        assert len(set(offered)) == len(LIST) and not [name for name in offered if SHARED in name]
    assert [
        code for code, named in LIST.items() for names in named.values() if names[0].endswith(SHARED)
    ] == []


def test_a_name_of_two_occupations_is_marked_as_such() -> None:
    """In whichever languages it is one, and only such a name is: none stands for another in silence."""
    marked, unmarked = set(), set()
    for name in chain.from_iterable(chain.from_iterable(named.values()) for named in LIST.values()):
        (marked if name.endswith(SHARED) else unmarked).update(keys(name))
    shared = {key for key, codes in called().items() if len(codes) > 1}
    assert shared == marked and not shared & unmarked


def test_every_name_is_found_in_every_form() -> None:
    """Any case and any sign around it; a shared one as the group all have in common, or with no proposal."""
    for code, named in LIST.items():
        for name in chain.from_iterable(named.values()):
            for form in FORMS:
                cell = form.format(name.removesuffix(SHARED))
                read, asked = read_occupation(cell), codes_asked(cell)
                if name.endswith(SHARED):
                    assert asked <= {"wide", "several"} and asked and code.startswith(read.text), cell
                    assert read.text == "" or len(read.text) >= 2, cell
                else:
                    assert read.text == code and asked == {"word"}, cell


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((form, "5223") for form in ("Verkäufer:in", "Verkäufer/in", "Verkäufer*in", "Verkäufer/-in")),
        *((form, "5223") for form in ("VerkäuferIn", "Verkäufer_in", "Verkäufer(in)", "VERKÄUFERIN")),
        *((form, "5223") for form in ("Verkaeuferin", "Verkäufer und Verkäuferin", "продавець/продавчиня")),
        *((form, "2341") for form in ("Grundschul-Lehrerin", "вчитель/ка початкових класів")),
        *((form, "2261") for form in ("Zahnarzt/-ärztin", "лікар-стоматолог", "dentystka", "Zahnärzt:in")),
        *((form, "7511") for form in ("м'ясник", "м’ясник", "мʼясник", "м`ясник", "М´ЯСНИК")),
        *((form, "2655") for form in ("актёр", "актер", "Актриса")),
        *((form, "4110") for form in ("Bürokaufmann/-frau", "Bürokauffrau/-mann", "buerokauffrau")),
        *((form, "5131") for form in ("kelner/ka", "kelner(ka)", "официант(ка)", "офіціант / офіціантка")),
        *((form, "2221") for form in ("pielęgniarka", "медсестра", "Krankenpfleger", "nurse", "медбрат")),
    ],
)
def test_a_name_is_known_in_the_forms_that_people_write(text: str, code: str) -> None:
    """Marks of gender, umlauts written out, ё or е, any apostrophe, with and without a hyphen."""
    assert read_occupation(text).text == code and codes_asked(text) == {"word"}


@pytest.mark.parametrize(
    ("text", "code"), [("2411", "2411"), ("ISCO 25", "25"), ("7", "7"), ("isco08 0110", "0110")]
)
def test_a_code_is_no_question(text: str, code: str) -> None:
    """It is what is kept."""
    assert read_occupation(text).text == code and not codes_asked(text)


@pytest.mark.parametrize("text", ["1985", "2010", "19", "45000", "ISCO 99", "12.5"])
def test_a_number_that_is_no_code_is_no_occupation(text: str) -> None:
    """A year, a sum, a group that ISCO-08 does not have."""
    assert read_occupation(text).text == "" and codes_asked(text) == {"unclear"}


@pytest.mark.parametrize(
    ("text", "group"),
    [
        *(
            ("Lehrer/in", "23"),
            ("вчителька", "23"),
            ("учитель", "23"),
            ("nauczycielka", "23"),
            ("teacher", "23"),
        ),
        *(("Ingenieur", "21"), ("engineer", "21"), ("інженер", "21"), ("inżynier", "21")),
        *(("Fahrer", "83"), ("водій", "83"), ("водитель", "83"), ("kierowca", "83"), ("driver", "83")),
        *(("Arzt", "221"), ("лікарка", "221"), ("lekarz", "221"), ("doctor", "221"), ("IT", "25")),
    ],
)
def test_a_word_for_several_is_proposed_as_the_group_they_share(text: str, group: str) -> None:
    """Not one of them: which it is the word does not say."""
    assert read_occupation(text).text == group and codes_asked(text) == {"wide"}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Manager",
            "менеджер",
            "menedżer",
            "майстер",
            "мастер",
            "Meister",
            "operator",
            "оператор",
            "Helfer",
        ),
        *("Berater", "консультант", "директор", "підприємець", "Tischler", "столяр", "швачка", "бухгалтер"),
        *("Koch, Kellner", "Elektriker und Koch", "кухар; водій", "повар/официант", "kucharz i kelner"),
    ],
)
def test_where_they_share_nothing_that_says_something_it_is_asked_with_all_of_them(text: str) -> None:
    """None is proposed; each is named."""
    read = read_occupation(text)
    assert read.text == "" and codes_asked(text) == {"several"}
    assert len(read.doubts[0].params["names"]) > 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(
            ("Elektrikr", "7411"),
            ("Krankenschwseter", "2221"),
            ("pielegniarka", "2221"),
            ("hairdreser", "5141"),
        ),
        *(("перукрака", "5141"), ("парихмахер", "5141"), ("Bäkerei", ""), ("Kock", ""), ("stdent", "")),
    ],
)
def test_a_misspelt_name_is_proposed_row_by_row(text: str, code: str) -> None:
    """Accepting everything does not take it, and the interview does not either; short words have too many."""
    read = read_occupation(text)
    assert read.text == code and codes_asked(text) == {"misspelt" if code else "unclear"}
    assert not code or {doubt.code for doubt in read.doubts} <= ROW_BY_ROW
    assert occupation_code(text) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(
            ("медсестра в реанімації", "2221"),
            ("Lehrerin für Mathematik", "23"),
            ("2221 Krankenpfleger", "2221"),
        ),
        *(("cook in a school", "5120"), ("Koch - Kellner", "51"), ("кухар 5 розряду", "5120")),
    ],
)
def test_a_name_among_other_words_is_proposed_row_by_row(text: str, code: str) -> None:
    """What stands beside it may say something else."""
    assert read_occupation(text).text == code and codes_asked(text) == {"with_more"}
    assert {doubt.code for doubt in read_occupation(text).doubts} <= ROW_BY_ROW and occupation_code(
        text
    ) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "kein Koch",
            "nicht Koch",
            "früher Koch",
            "ex-Koch",
            "~Koch",
            "Koch?",
            "[ ] Koch",
            "<Koch",
            "(Koch)",
        ),
        *("не повар", "раньше повар", "не кухар", "nie kucharz", "not a cook", "Koch oder Kellner", "Xyz"),
    ],
)
def test_what_may_be_turned_round_is_no_occupation(text: str) -> None:
    """Nothing is proposed."""
    assert read_occupation(text).text == "" and codes_asked(text) == {"unclear"}


def test_who_has_no_occupation_gets_none_and_no_question() -> None:
    """Pupils, students, pensioners, who keeps house or has no work, in five languages and every form."""
    said = list(section("no_occupation")["words"])
    assert not {keys_ for word in said for keys_ in keys(word)} & set(called())
    for word in (
        *said,
        "Student/in",
        "Schüler:in",
        "Rentner*in",
        "СТУДЕНТКА",
        "Hausfrau.",
        "пенсіонер/ка",
        "-",
        "k.A.",
    ):
        read = read_occupation(word)
        assert not read.text and not read.doubts, word


@pytest.mark.parametrize("text", ["кухар", "повар", "kucharz", "Köchin", "cook"])
def test_in_the_interview_it_is_found_in_any_language(text: str) -> None:
    """One that is surely meant, whatever language the form is in; others stay as they were typed."""
    assert occupation_code(text) == "5120"


@pytest.mark.parametrize("text", ["Xyz", "Lehrer", "Manager", "Koch, Kellner", "Elektrikr"])
def test_what_is_not_surely_one_stays_as_it_was_typed(text: str) -> None:
    """In the interview somebody is asked at once; nothing is put in its place."""
    assert occupation_code(text) == text
