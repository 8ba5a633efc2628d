"""Consent: which headers ask for it, what a cell says of it, and who comes in."""

from datetime import date, timedelta

import pytest

from rematch.base_fields import HOUSEHOLD
from rematch.intake.foreign import read_foreign
from rematch.intake.profiles.checking import check
from rematch.intake.profiles.preview import preview
from rematch.intake.proposal import propose
from rematch.intake.questions import ROW_BY_ROW, together
from rematch.intake.sheets.corrections import corrected, made
from rematch.intake.wording.consent import asks_consent, consent_said
from tests.unit.intake.foreign import CATALOGUE, HERE, TODAY, checked, codes
from tests.unit.intake.test_foreign import with_words

ASKED = """consent|Consent|Do you consent?|Consent to data processing|GDPR|GDPR consent|GDPR / DSGVO|DSGVO
Informed consent|Agreement to processing|Agreement to the processing of personal data|I agree|Do you agree?
Consent given|Consent (yes/no)|Q1. Do you consent to the processing of your data?|intro/consent
I have read the privacy notice and agree that my data are processed for this programme
Einwilligung|Einwilligung liegt vor|Einwilligung DSGVO|Einwilligung zur Datenverarbeitung|Datenschutz
Einverständnis|Einverständniserklärung unterschrieben|Zustimmung zur Teilnahme
Datenschutzerklärung akzeptiert
Stimmen Sie der Teilnahme zu?|Ich willige ein, dass meine Daten zum Zweck der Verteilung verarbeitet werden
Stimmen Sie der Verarbeitung Ihrer personenbezogenen Daten zu?|Einwilligung (Pflichtfeld)
Згода|Згода на обробку даних|Чи погоджуєтесь ви на обробку персональних даних?|Чи даєте ви згоду?
Даю згоду на обробку моїх персональних даних|Согласие|Согласие на обработку персональных данных
Согласны ли вы на участие?|Даю согласие на обработку данных|Zgoda|Zgoda na przetwarzanie danych osobowych
RODO|Czy wyrażasz zgodę na udział?|Wyrażam zgodę na przetwarzanie moich danych""".replace("\n", "|").split(
    "|"
)

NOT_ASKED = """Weather|Погода|Wetter|Content|Would you agree to shared housing?|Agree to shared housing
Consent to photos|Photo consent|Consent to publication of data|Newsletter agreement|Consent date
Date of consent|Consent obtained by|Version of consent|Consent withdrawn on|Language of consent
Einwilligung Fotos|Einverstanden mit WG|Stimmen Sie einer WG zu?|Einwilligung am|Datum der Einwilligung
Widerruf der Einwilligung|Datenschutzbeauftragter|Schweigepflichtentbindung und Einwilligung Arzt
Bestimmungsort|Abstimmung|Stimmung|Zustimmung Vermieter|Згода на спільне житло|Дата згоди
Согласие на фото|Дата согласия|Согласны жить в общей квартире?|Погодинна робота|Zgoda na zdjęcia
Data zgody|Zgodność|Wersja zgody|Agreed place|Agreement number""".replace("\n", "|").split("|")

YES = """yes|Yes.|YES|Ja|ja, bitte|TRUE|true
так|да|tak|I agree|Yes, I agree|Einverstanden|erteilt|згодна|согласен|Y|j""".replace("\n", "|")
NO = """no|Nein.|nein|FALSE|ні|нет|nie|refused|withdrawn|widerrufen|Ich stimme nicht zu|не згоден
отозвано|nie wyrażam zgody|n""".replace("\n", "|")
OPEN = """yes, revoked on 3 May|[ ] yes [x] no|[x] yes [ ] no|yes/no|ja / nein|x|X|see file|siehe Akte
t.b.d.|1|0|1/0
yes (verbally)|ja, aber nur mündlich|ja?|?|unknown|k. A.|-|☐ ja ☑ nein|yes and no|nur für Daten
given 2024, not since
not yet|noch nicht|nachgereicht|да, отозвано|так, але відкликала|tak, cofnięta|no longer valid
yes -> no|(yes)|✓|ja nein
03.05.2026|2026-05-03|nein, doch|Jan|yess|ja ja nein|partly|consent form attached""".replace("\n", "|")


@pytest.mark.parametrize("header", ASKED)
def test_a_question_for_consent_is_known_in_five_languages(header: str) -> None:
    """Several wordings of agreement to processing, with and without what a survey puts around them."""
    assert asks_consent(header)
    tables, _ = read_foreign({"h.csv": f'id;Personen;"{header}"\nA;1;ja\nB;1;vielleicht\n'.encode()})
    assert propose(tables, CATALOGUE).suggestions[2].target == "consent"


@pytest.mark.parametrize("header", NOT_ASKED)
def test_what_only_contains_the_word_or_its_letters_is_none(header: str) -> None:
    """Other agreements, what is noted about a consent, and words that share letters with it."""
    assert not asks_consent(header)
    tables, _ = read_foreign({"h.csv": f'id;Personen;"{header}"\nA;1;ja\nB;1;nein\n'.encode()})
    assert "consent" not in {s.target for s in propose(tables, CATALOGUE).suggestions}


@pytest.mark.parametrize(("cells", "said"), [(YES, True), (NO, False), (OPEN, None)])
def test_only_a_plain_word_is_an_answer(cells: str, said: bool | None) -> None:
    """A yes, a no; and whatever is more, less or else is for a person to look at."""
    assert {cell: consent_said(cell) for cell in cells.split("|")} == dict.fromkeys(cells.split("|"), said)


@pytest.mark.parametrize("cell", OPEN.split("|"))
def test_what_is_no_plain_yes_is_no_consent(cell: str) -> None:
    """The household does not come in, its row is asked about, and no click for all takes that."""
    done = checked({"h.csv": f'id;Personen;Ort;Einwilligung\nA;1;Kraków;"{cell}"\nB;1;Kraków;ja\n'})
    assert [h.id for h in done.households] == ["B"] and done.refused == {"A"}
    [asked] = [f for f in done.findings if f.row == 2 and f.column == "Einwilligung"]
    assert (asked.code, asked.proposal, asked.warning) == ("intake.consent_unclear", None, True)
    assert asked not in together(done.findings)


def test_an_empty_cell_is_an_error_where_nobody_said_it_for_all() -> None:
    """Nothing is no yes."""
    done = checked({"h.csv": "id;Personen;Ort;Einwilligung\nA;1;Kraków;\nB;1;Kraków;ja\n"})
    assert [(f.row, f.code) for f in done.errors] == [(2, "data.required")]


@pytest.mark.parametrize(
    ("first", "second", "into"),
    [
        ("ja", "ja", True),
        ("ja", "nein", False),
        ("nein", "ja", False),
        ("ja", "x", False),
        ("x", "ja", False),
    ],
)
def test_of_two_questions_for_consent_both_must_be_a_plain_yes(first: str, second: str, into: bool) -> None:
    """To take part and to the processing of data: the one that is no yes decides."""
    header = "id;Personen;Ort;Zustimmung zur Teilnahme;Einwilligung DSGVO"
    done = checked({"h.csv": f"{header}\nA;1;Kraków;{first};{second}\nB;1;Kraków;ja;ja\n"})
    assert [h.id for h in done.households] == (["A", "B"] if into else ["B"])


def test_another_question_leaves_nobody_out() -> None:
    """A no to shared housing or to photos is no refusal of consent, in a survey's export neither."""
    text = "Antwort-ID;Datum Abgeschickt;Personen;Ort;Einwilligung;Einverstanden mit WG;Погода\n"
    done = checked({"h.csv": text + "1;2026-05-01;1;Kraków;ja;nein;нет\n"})
    assert [h.id for h in done.households] == ["1"]


@pytest.mark.parametrize(
    ("cell", "out"),
    [("03.05.2026", True), ("ja", True), ("", False), ("nein", False), ("-", False), ("telefonisch", True)],
)
def test_a_withdrawal_takes_the_household_out(cell: str, out: bool) -> None:
    """A column of its own for it counts over the yes of before, and takes out whoever is stored."""
    header = "id;Personen;Ort;Einwilligung;Einwilligung widerrufen am"
    done = checked({"h.csv": f"{header}\nA;1;Kraków;ja;{cell}\nB;1;Kraków;ja;\n"})
    assert [h.id for h in done.households] == (["B"] if out else ["A", "B"])
    assert done.refused == ({"A"} if out else set())


def test_what_is_noted_about_a_consent_is_kept_and_whoever_noted_it_is_not_shown() -> None:
    """Its day, wording, language and scope; the name of a colleague is kept, and repeated nowhere."""
    header = "id;Personen;Ort;Einwilligung;Einwilligung am;Fassung der Einwilligung;Umfang der Einwilligung"
    more = "Sprache der Einwilligung;Einwilligung eingeholt von"
    text = f"{header};{more}\nA;1;Kraków;ja;03.05.2026;V2;Gesundheit;uk;Olena Muster\n"
    done = checked({"h.csv": text})
    [kept] = done.households
    noted = [getattr(kept, field.part) for field in HOUSEHOLD if field.noted]
    assert noted == [date(2026, 5, 3), "V2", "uk", "Gesundheit", "Olena Muster"]
    assert "Olena" not in repr(preview(done)) + repr([(f.value, f.proposal) for f in done.findings])


def test_a_member_who_did_not_agree_keeps_the_household_out() -> None:
    """In a table of members each is asked; nobody is planned without one of the household."""
    people = "Haushalt;Person;Alter;Einwilligung\nA;1;30;ja\nA;2;31;nein\nB;1;31;ja\n"
    done = checked({"h.csv": "id;Ort;Einwilligung\nA;Kraków;ja\nB;Kraków;ja\n", "m.csv": people})
    assert [h.id for h in done.households] == ["B"]
    assert "intake.consent_of_member" in codes(done, 3)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Widerrufen am", "01.05.2026"),
        ("Widerruf der Einwilligung", "ja"),
        ("Zgoda wycofana", "tak"),
        ("consent withdrawn", "yes, partly"),
    ],
)
def test_a_member_who_took_the_consent_back_keeps_the_household_out(header: str, cell: str) -> None:
    """As in a table of persons: the household waits, one that is stored goes, and each row is looked at."""
    people = f"Haushalt;Person;Alter;{header}\nA;1;30;\nA;2;31;{cell}\nB;1;31;\n"
    files = {"h.csv": "id;Ort;Einwilligung\nA;Kraków;ja\nB;Kraków;ja\n", "m.csv": people}
    done = checked(files)
    assert [h.id for h in done.households] == ["B"] and done.refused == {"A"}
    assert "intake.consent_of_member" in codes(done, 3)
    assert [f for f in done.findings if f.row == 3 and f in together(done.findings)] == []


@pytest.mark.parametrize(
    "header",
    [
        "Hat Ihr Ehemann der Datenverarbeitung zugestimmt?",
        "Did your parents once agree to the processing of data?",
        "Do you agree or disagree to the processing of your data?",
        "Haben Sie der Verarbeitung zugestimmt oder sie abgelehnt?",
        "Чи погоджується ваш чоловік на обробку даних?",
        "Согласен ли ваш муж на обработку данных?",
        "Czy mąż zgadza się na przetwarzanie danych?",
    ],
)
def test_whose_consent_it_is_and_what_else_is_asked_is_a_question_for_the_column(header: str) -> None:
    """Of another person, of once, or with its refusal in the same question: a yes is no plain one."""
    done = checked({"h.csv": f'id;Ort;Alter;"{header}"\nA;Kraków;40;ja\nB;Kraków;41;nein\n'}, consent="yes")
    asked = [f for f in done.findings if f.column == header and f not in together(done.warnings)]
    assert {f.code for f in asked} <= {"intake.header_partly", "intake.unread_consent"} and asked


PEOPLE = "Haushalt;Person;Alter;Ort;Einwilligung{}\nA;1;30;Kraków;{}\nA;2;31;Kraków;{}\nB;1;32;Kraków;ja{}\n"


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("ja", "nein", "intake.consent_of_person"),
        ("nein", "ja", "intake.consent_of_person"),
        ("", "nein", "intake.consent_of_person"),
        ("ja", "x", "intake.consent_unclear"),
        ("nein", "nein", "intake.consent_refused"),
    ],
)
def test_one_person_who_did_not_agree_keeps_the_whole_household_waiting(
    first: str, second: str, code: str
) -> None:
    """In a table of persons nobody of the household is in, who is stored goes out, and its row is told."""
    done = checked({"p.csv": PEOPLE.format("", first, second, "")})
    assert [h.id for h in done.households] == ["B"] and done.refused == {"A"}
    row = 3 if second != "ja" else 2
    asked = [f for f in done.findings if f.code == code]
    assert row in {f.row for f in asked} and not any(f.row == 4 for f in asked)
    assert (asked[0] in together(done.findings)) == (code == "intake.consent_refused")


def test_a_person_who_took_the_consent_back_keeps_the_household_waiting() -> None:
    """A day in the column of withdrawals of one row is about the whole household, until it is decided."""
    text = PEOPLE.format(";Einwilligung widerrufen am", "ja;", "ja;03.05.2026", ";")
    done = checked({"p.csv": text})
    assert [h.id for h in done.households] == ["B"] and "intake.consent_of_person" in codes(done, 3)


def test_once_the_person_is_left_out_the_others_are_in_without_their_answers() -> None:
    """The row that a person left out is nowhere, and keeps nobody out."""
    tables, found = read_foreign({"p.csv": PEOPLE.format(";Beruf", "ja;", "nein;Koch", ";").encode()})
    mapping = propose(tables, CATALOGUE).mapping
    left = corrected(tables, [made(tables[0], 3, None, "", {"Haushalt"})])
    done = check(left, mapping, CATALOGUE, found, TODAY)
    assert [(h.id, h.size) for h in done.households] == [("A", 1), ("B", 1)] and not done.refused
    assert "Koch" not in repr([record.said for record in done.records])


@pytest.mark.parametrize("said", ["nein", "ja, widerrufen"])
def test_a_person_left_out_who_was_all_of_a_household_takes_it_out(said: str) -> None:
    """Left out by hand, a refusal still reaches the household that is stored."""
    text = f"Haushalt;Person;Alter;Ort;Einwilligung\nA;1;30;Kraków;{said}\nB;1;32;Kraków;ja\n"
    tables, found = read_foreign({"p.csv": text.encode()})
    mapping = propose(tables, CATALOGUE).mapping
    left = corrected(tables, [made(tables[0], 2, None, "", {"Haushalt"})])
    assert check(left, mapping, CATALOGUE, found, TODAY).refused == {"A"}


@pytest.mark.parametrize(
    "cell",
    [
        "cannot climb stairs",
        "no (wheelchair!)",
        "not B1",
        "yes/no",
        "see file",
        "t.b.d.",
        "[ ] yes [x] no",
        "no, but soon",
        "1/0",
        "-1",
        "nein (Rollstuhl!)",
        "так, але ні",
        "да / нет",
        "tak lub nie",
    ],
)
def test_a_flag_is_yes_or_no_only_as_a_whole(cell: str) -> None:
    """Whatever says more stays unknown and is asked about; the first word never decides."""
    text = f'id;Personen;Rollstuhl\nA;1;"{cell}"\nB;1;ja\n'
    done = checked({"h.csv": text}, consent="yes", place="Kraków")
    assert "needs_step_free" not in done.households[0].answers
    [asked] = [f for f in done.findings if f.row == 2 and f.column == "Rollstuhl"]
    assert asked.proposal is None and asked not in together(done.findings)


@pytest.mark.parametrize(("word", "into"), [("yes", True), ("no", False)])
def test_somebody_may_say_what_a_cell_means(word: str, into: bool) -> None:
    """What a person said of a cell holds for that very cell, not for one with other signs."""
    text = "id;Personen;Ort;Einwilligung\nA;1;Kraków;yes (no)\nB;1;Kraków;yes/no\n"
    tables, found = read_foreign({"h.csv": text.encode()})
    mapping = with_words(propose(tables, CATALOGUE).mapping, "consent", {"yes (no)": word})
    done = check(tables, mapping, CATALOGUE, found, TODAY)
    assert [h.id for h in done.households] == (["A"] if into else [])
    assert codes(done, 3) == {"intake.consent_unclear"}


def test_what_is_said_for_all_is_said_for_files_that_do_not_ask() -> None:
    """An answer left out in a file that asks for consent stays left out; the same holds for the place."""
    asked = "id;Personen;Ort;Einwilligung\nA;1;Kraków;ja\nB;1;Kraków;\nC;1;;ja\n"
    done = checked({"a.csv": asked, "b.csv": "id;Personen\nD;1\n"}, consent="yes", place="Lublin")
    assert {(f.file, f.row, f.column) for f in done.errors} == {
        ("a.csv", 3, "Einwilligung"),
        ("a.csv", 4, "Ort"),
    }
    done = checked({"a.csv": asked.replace("B;1;Kraków;\nC;1;;ja\n", ""), "b.csv": "id;Personen\nD;1\n"})
    assert {(f.file, f.code) for f in done.errors} == {
        ("b.csv", "intake.ask_consent"),
        ("b.csv", "intake.ask_place"),
    }


def test_a_consent_of_a_day_to_come_is_asked_about_in_its_row() -> None:
    """It may not have been given yet; one of today is."""
    days = (TODAY + timedelta(days=1), TODAY)
    lines = "".join(f"{name};1;Kraków;ja;{day:%d.%m.%Y}\n" for name, day in zip("AB", days, strict=True))
    done = checked({"h.csv": f"id;Personen;Ort;Einwilligung;Einwilligung am\n{lines}"})
    [told] = [f for f in done.findings if f.code == "intake.consent_to_come"]
    assert told.row == 2 and told.code in ROW_BY_ROW


@pytest.mark.parametrize("header", ["Einwilligung gültig bis", "consent expired on", "Consent valid until"])
def test_until_when_a_consent_holds_is_asked_about(header: str) -> None:
    """The column is not read, and may say that there is none any more."""
    done = checked({"h.csv": f"id;Personen;{header}\nA;1;31.12.2025\n"}, **HERE)
    [asked] = [f for f in done.findings if f.column == header]
    assert asked.code.startswith("intake.unread_") and asked not in together(done.findings)


def test_that_a_notice_was_handed_out_is_no_consent() -> None:
    """Whoever was given a notice has not agreed to anything."""
    done = checked({"h.csv": "id;Personen;Ort;privacy notice given\nA;1;Kraków;yes\n"})
    assert not done.households and "intake.ask_consent" in codes(done)
