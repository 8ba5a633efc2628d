"""What survey tools do beyond ticks: arrays and ranks, code books, files that belong together, sent twice."""

import pytest

from rematch.intake.questions import together
from tests.unit.intake.foreign import HERE, checked, codes, rows

LIME = "id,submitdate,lastpage,startlanguage,Haushalt,ages[1],ages[2],ages[3],wish[1],wish[2],wish[3]\n"


def test_ages_and_ranked_wishes_of_limesurvey_are_one_answer_each_in_their_order():
    """Three ages are three people; the first wish stays the first; what is left empty is nobody."""
    text = f"{LIME}1,2026-05-03,4,de,H-1,34,8,,Kiel,Leipzig,\n2,2026-05-03,4,de,H-2,61,,,Rostock,Kiel,Jena\n"
    done = checked({"lime.csv": text}, **HERE)
    first, second = done.households
    assert [m.age for m in first.members] == [34, 8] and [m.age for m in second.members] == [61]
    assert first.wish_ags == ("01002000", "14713000")
    assert second.wish_ags is not None and second.wish_ags[1] == "01002000" and len(second.wish_ags) == 3


def test_numbers_with_gaps_and_the_tool_s_codes_of_other_questions_are_left_apart():
    """Only ages may be joined by SQ codes: rooms and rent are two things."""
    header = "id,submitdate,lastpage,Haushalt,ages[SQ001],ages[SQ002],x[SQ001],x[SQ002],y[1],y[3]"
    text = f"{header}\n1,2026-05-03,4,H-1,34,8,5,6,7,8\n"
    done = checked({"lime.csv": text}, **HERE)
    assert [m.age for m in done.households[0].members] == [34, 8]
    assert done.records[0].table.columns[-4:] == ("x[SQ001]", "x[SQ002]", "y[1]", "y[3]")


@pytest.mark.parametrize("question", ["Frage;", ""])
def test_codes_are_read_by_their_book_in_whichever_file_it_comes(question):
    """With the question's code, or without one where the codes are no numbers; what happened is told."""
    text = f"{LIME}1,2026-05-03,4,de,H-1,34,,,A2,A1,\n"
    named = "wish;" if question else ""
    book = f"{question}Code;Antwort\n{named}A1;Kiel\n{named}A2;Leipzig\n"
    done = checked({"lime.csv": text, "codes.csv": book}, **HERE)
    assert done.households[0].wish_ags == ("14713000", "01002000")
    assert "intake.code_book" in codes(done)


def test_numbers_are_never_read_by_a_book_that_names_no_question():
    """1 may be a code, or one person: it stays what it is."""
    done = checked(
        {"h.csv": "Haushalt;Personen\nH-1;1\nH-2;2\n", "b.csv": "Code;Antwort\n1;Kiel\n2;Leipzig\n"}, **HERE
    )
    assert [one.size for one in done.households] == [1, 2]


def test_a_code_that_is_not_in_the_book_is_asked_about():
    text = f"{LIME}1,2026-05-03,4,de,H-1,34,,,A2,A9,\n"
    done = checked(
        {"lime.csv": text, "codes.csv": "Frage;Code;Antwort\nwish;A1;Kiel\nwish;A2;Leipzig\n"}, **HERE
    )
    assert "intake.place_unknown" in codes(done)


ODK = (
    "SubmissionDate,{id}consent,place,KEY\n"
    "2026-05-03,{a}yes,Kraków,uuid:aa\n2026-05-03,{b}yes,Kraków,uuid:bb\n"
)
MEMBERS = (
    "age,sex,PARENT_KEY,KEY\n34,f,uuid:bb,uuid:bb/m[1]\n8,m,uuid:bb,uuid:bb/m[2]\n61,m,uuid:aa,uuid:aa/m[1]\n"
)


@pytest.mark.parametrize("own", [True, False])
def test_files_of_odk_central_are_linked_by_their_keys(own):
    """The persons of a repeat belong to the submission of their parent's key, in any order of the files."""
    main = ODK.format(id="household_id," if own else "", a="H-1," if own else "", b="H-2," if own else "")
    done = checked({"form-member.csv": MEMBERS, "form.csv": main})
    assert not done.errors
    ages = {one.id: [m.age for m in one.members] for one in done.households}
    assert ages == ({"H-1": [61], "H-2": [34, 8]} if own else {"aa": [61], "bb": [34, 8]})


def test_a_person_whose_submission_is_in_no_file_is_an_error():
    main = ODK.format(id="household_id,", a="H-1,", b="H-2,")
    done = checked({"form.csv": main, "form-member.csv": MEMBERS + "5,f,uuid:cc,uuid:cc/m[1]\n"})
    assert [f.row for f in done.errors if f.code == "intake.parent_unknown"] == [5]


FORM = "ID;Startzeit;Fertigstellungszeit;E-Mail;Haushaltsnummer;Personen;Haustier\n"


def test_the_form_s_own_id_is_not_the_household_s():
    """Where the answers name the household, the running number is left out; else it is all there is."""
    done = checked({"f.csv": f"{FORM}1;a;b;x@y.de;H-7;1;ja\n2;a;b;z@y.de;H-8;2;nein\n"}, **HERE)
    assert set(rows(done)) == {"H-7", "H-8"}
    bare = "ID;Startzeit;Fertigstellungszeit;E-Mail;Personen\n1;a;b;x@y.de;1\n2;a;b;z@y.de;2\n"
    assert set(rows(checked({"f.csv": bare}, **HERE))) == {"1", "2"}


def test_who_sent_it_twice_is_asked_about_row_by_row():
    """The same answers once more, whatever the running number and the hour; who sent it is never read."""
    lines = "1;a;b;x@y.de;1;ja\n2;c;d;z@y.de;2;ja\n3;e;f;x@y.de;1;ja\n"
    done = checked({"f.csv": FORM.replace("Haushaltsnummer;", "") + lines}, **HERE)
    asked = [(f.row, f.params["first"]) for f in done.findings if f.code == "intake.sent_twice"]
    assert asked == [(4, 2)]
    assert not [f for f in together(done.findings) if f.code == "intake.sent_twice"]


def test_google_s_timestamp_makes_it_a_form_and_is_left_out():
    text = "Timestamp,Household id,Number of people\n2026/05/03 10:00,H-1,1\n2026/05/03 10:05,H-1,1\n"
    done = checked({"g.csv": text}, **HERE)
    assert "intake.sent_twice" in codes(done, 3)
    assert "Timestamp" not in done.records[0].table.columns
