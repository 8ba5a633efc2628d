"""What survey tools do beyond ticks: arrays and ranks, code books, files that belong together, sent twice."""

import pytest

from rematch.intake.questions import together
from tests.spreadsheets import data, xlsx
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


def test_a_repeat_within_a_repeat_is_of_the_household_if_its_rows_are_persons():
    """Families of a submission and their children, over two levels; other answers about a person are told."""
    main = ODK.format(id="household_id,", a="H-1,", b="H-2,")
    within = "{},PARENT_KEY,KEY\n{},uuid:bb/m[1],uuid:bb/m[1]/c[1]\n"
    files = {"form.csv": main, "form-adult.csv": MEMBERS, "form-child.csv": within.format("age,sex", "3,f")}
    done = checked(files | {"form-job.csv": within.format("employer,years", "Hafen,3")})
    assert not done.errors
    assert {one.id: sorted(m.age for m in one.members) for one in done.households} == {
        "H-1": [61],
        "H-2": [3, 8, 34],
    }
    assert [f.file for f in done.findings if f.code == "intake.nested_unread"] == ["form-job.csv"]


TONGUES = (
    ("uk", "native", {"uk": 7.0}),
    ("Ukrainisch", "B2", {"uk": 4.0}),
    ("українська", "", {"uk": 7.0}),
)


@pytest.mark.parametrize(("language", "level", "spoken"), TONGUES)
@pytest.mark.parametrize("headers", ["tongue,level", "Sprache,Niveau", "мова,рівень"])
def test_languages_of_a_person_in_a_repeat_of_theirs_are_in_that_person_s_row(
    language, level, spoken, headers
):
    """Files of ODK Central: of two languages both, with their levels; nobody else speaks them."""
    files = {"form.csv": ODK.format(id="household_id,", a="H-1,", b="H-2,"), "form-member.csv": MEMBERS}
    rows = f"{language},{level},uuid:bb/m[1],x1\nde,A1,uuid:bb/m[1],x2\nru,native,uuid:aa/m[1],x3\n"
    done = checked({"form-tongue.csv": f"{headers},PARENT_KEY,KEY\n{rows}", **files})
    assert not done.errors and "intake.nested_unread" not in codes(done)
    said = {(one.id, m.age): m.answers.get("languages") for one in done.households for m in one.members}
    assert said == {("H-1", 61): {"ru": 7.0}, ("H-2", 34): spoken | {"de": 1.0}, ("H-2", 8): None}


def test_of_kobo_they_are_too_and_rows_of_nobody_or_without_a_language_are_told():
    """A sheet of languages within that of persons: read, or told where one of them is missing."""
    main = (("Household code", "_uuid", "_submission_time", "_index"), ("K-1", "a", "t", 1))
    people = (
        ("age", "_index", "_parent_table_name", "_parent_index"),
        (34, 1, "Blatt1", 1),
        (8, 2, "Blatt1", 1),
    )
    heads = ("language/name", "language/level", "_index", "_parent_table_name", "_parent_index")
    tongues = (
        heads,
        ("uk", "native", 1, "Blatt2", 1),
        ("de", "A2", 2, "Blatt2", 2),
        ("", "B1", 3, "Blatt2", 1),
    )
    done = checked({"k.xlsx": xlsx(data(*main), data(*people), data(*tongues))}, **HERE)
    assert [m.answers.get("languages") for m in done.households[0].members] == [{"uk": 7.0}, {"de": 2.0}]
    assert [(f.sheet, f.row) for f in done.findings if f.code == "intake.nested_unread"] == [("Blatt3", 4)]
    lost = (*tongues[:2], ("de", "A2", 2, "Blatt2", 9))
    done = checked({"k.xlsx": xlsx(data(*main), data(*people), data(*lost))}, **HERE)
    assert [(f.sheet, f.row) for f in done.errors if f.code == "intake.parent_unknown"] == [("Blatt3", 3)]


def test_kobo_s_repeats_within_repeats_are_not_lost():
    """A sheet of families within households, and one of persons within families."""
    main = (
        ("Household code", "_uuid", "_submission_time", "_index"),
        ("K-1", "a", "t", 1),
        ("K-2", "b", "t", 2),
    )
    adults = (
        ("age", "_index", "_parent_table_name", "_parent_index"),
        (34, 1, "Blatt1", 2),
        (61, 2, "Blatt1", 1),
    )
    children = (("age", "_index", "_parent_table_name", "_parent_index"), (8, 1, "Blatt2", 1))
    done = checked({"k.xlsx": xlsx(data(*main), data(*adults), data(*children))}, **HERE)
    assert {one.id: [m.age for m in one.members] for one in done.households} == {"K-1": [61], "K-2": [34, 8]}


GPS = {
    "kobo": "Household code,Persons,{q},_{q}_latitude,_{q}_longitude,_{q}_altitude,_{q}_precision,"
    "_uuid,_submission_time\n"
    "K-1,1,50.061430 19.936580 212 4.9,50.061430,19.936580,212,4.9,a,t\nK-2,2,,,,,,b,t\n",
    "odk": "household_id,persons,{q}-Latitude,{q}-Longitude,{q}-Altitude,{q}-Accuracy\n"
    "K-1,1,50.061430,19.936580,212,4.9\nK-2,2,,,,\n",
    "one cell": "household_id,persons,{q}\nK-1,1,50.061430 19.936580 212 4.9\nK-2,2,\n",
}


@pytest.mark.parametrize("tool", GPS)
@pytest.mark.parametrize("question", ["gps", "Current_location"])
def test_a_device_s_point_is_where_the_household_waits(tool, question):
    """Of KoboToolbox, of ODK Central, or in one cell; a hundredth of a degree of it, and told."""
    done = checked({"g.csv": GPS[tool].format(q=question)}, consent="yes", place="Lublin")
    assert [(h.lat, h.lon) for h in done.households] == [(50.06, 19.94), (51.25, 22.57)], done.errors
    assert "intake.gps_rounded" in codes(done) and "50.0614" not in repr(done.findings)


def test_a_device_s_point_is_where_a_municipality_lies_and_four_ages_are_no_point():
    text = "AGS,Name,capacity_persons,_gps_latitude,_gps_longitude\n01002000,Kiel,8,54.3217,10.1372\n"
    [kiel] = checked({"m.csv": text}).municipalities
    assert (kiel.lat, kiel.lon) == (54.32, 10.14)
    done = checked({"h.csv": "id;Alter der Personen\nA;34 8 61 5\nB;40\n"}, **HERE)
    assert "intake.gps_rounded" not in codes(done)


AGAIN = (
    "1;a;b;x@y.de;34, 8;Kraków;uk;ja\n2;c;d;z@y.de;34, 8;Lublin;uk;ja\n3;e;f;w@y.de;34, 8;Kraków;uk;nein\n"
)


def test_who_sent_it_again_with_other_answers_is_asked_about_by_what_does_not_change():
    """People, place and languages are the same; without a household's number both would be in."""
    head = "ID;Startzeit;Fertigstellungszeit;E-Mail;{}Alter aller Personen;Ort;Sprachen;Haustier\n"
    done = checked({"f.csv": head.format("") + AGAIN}, consent="yes")
    asked = [(f.row, f.params["first"]) for f in done.findings if f.code == "intake.sent_again"]
    assert asked == [(4, 2)] and not [f for f in together(done.findings) if f.code == "intake.sent_again"]
    numbered = AGAIN.replace("de;34", "de;H-{};34").format(1, 2, 3)
    assert "intake.sent_again" not in codes(
        checked({"f.csv": head.format("Haushaltsnummer;") + numbered}, consent="yes")
    )


@pytest.mark.parametrize("more", ["", "KEY", "id,submitdate,lastpage", "_uuid,_submission_time,_index"])
def test_it_is_so_for_every_tool_and_for_lists_without_ids(more):
    """Whatever number the tool itself gives to an answer."""
    width = len(more.split(",")) if more else 0
    rows = "".join(
        f"1,Kraków,uk,{'ja' if n else 'nein'}," + ",".join([f"{n}"] * width) + "\n" for n in range(2)
    )
    done = checked({"f.csv": f"Personen,Ort,Sprachen,Haustier,{more}\n{rows}"}, consent="yes")
    assert "intake.sent_again" in codes(done, 3), done.findings
