"""Names and contact data are not read, and no finding repeats them."""

import pytest

from tests.unit.intake.reading import cells, found, read

SECRETS = ("Olena", "Beispiel", "a@example.org", "0431 123456", "+49")


def said(content):
    tables, findings = read(content)
    return repr(findings) + repr(tables)


@pytest.mark.parametrize(
    "header",
    [
        "Ansprechperson",
        "Ansprechpartner/in",
        "Kontakt",
        "E-Mail",
        "Email-Adresse",
        "Telefon",
        "Tel.",
        "Vorname",
        "Nachname",
        "phone number",
        "First name",
        "Прізвище",
        "Телефон",
        "Angaben: E-Mail",
        "Anschrift",
    ],
)
def test_a_column_called_like_contact_data_is_dropped_and_told(header):
    text = f"id;{header};size;place\n1;Olena Beispiel;3;Kiel\n"
    assert cells(text) == [["id", "size", "place"], ["1", "3", "Kiel"]]
    assert found(text, "intake.contact_column").column == header
    assert not any(secret in said(text) for secret in SECRETS)


@pytest.mark.parametrize("cell", ["a@example.org", "+49 431 123456", "0431 123456", "(0431) 123456"])
def test_a_column_of_addresses_or_numbers_is_dropped_whatever_it_is_called(cell):
    text = f"id;Sonstiges;size\n1;{cell};3\n2;;4\n"
    assert cells(text)[0] == ["id", "size"]
    assert not any(secret in said(text) for secret in SECRETS)


@pytest.mark.parametrize("cell", ["01002000", "0431", "1.150,50", "14.03.2023", "2023-03-14", "0,5"])
def test_keys_dates_and_amounts_are_no_telephone_numbers(cell):
    assert cells(f"id;value;size\n1;{cell};3\n")[1] == ["1", cell, "3"]


@pytest.mark.parametrize(
    "header",
    [
        "Haben Sie Kontakt zu Verwandten in Deutschland?",
        "Mobilität",
        "Ist in der Unterkunft ein Telefon oder Internet für alle vorhanden?",
    ],
)
def test_a_question_about_contacts_is_an_answer_like_others(header):
    assert cells(f"id;{header};size\n1;ja;3\n")[0] == ["id", header, "size"]


def test_a_name_is_dropped_for_households_and_kept_for_municipalities():
    assert cells("household_id,name,size\n1,Olena,3\n")[0] == ["household_id", "size"]
    assert cells("ags,name,capacity\n1,Kiel,3\n")[0] == ["ags", "name", "capacity"]


def test_a_list_of_contacts_below_a_table_is_not_read_and_told_by_its_rows():
    text = "Stadt;Plätze;ab\nKiel;8;sofort\n\nAnsprechpartner;Stadt;E-Mail\nA. Beispiel;Kiel;a@example.org\n"
    tables, _ = read(text)
    assert [table.columns for table in tables] == [("Stadt", "Plätze", "ab")]
    finding = found(text, "intake.contact_table")
    assert (finding.warning, finding.params) == (True, {"first": 4, "last": 5})
    assert not any(secret in said(text) for secret in SECRETS)
