"""A column that is not read but sounds as if it said who is in: a question of its own."""

import pytest

from rematch.intake.questions import together
from rematch.intake.wording.unread import question_of_unread
from tests.unit.intake.foreign import HERE, checked

OF_PEOPLE = {
    "intake.unread_consent": """Sind Sie mit der Speicherung Ihrer Angaben einverstanden?
        I have read the privacy notice and agree to take part|Zustimmung der Eltern
        Проти обробки даних|Против обработки данных|Gegen die Verarbeitung|Rıza|الموافقة|Acordul
        Чи згодні ви, щоб ми зберігали це?|Согласие родителей|Zgoda opiekuna""",
    "intake.unread_state": """Phase|Stand der Dinge|Abmeldung durch|Grund der Absage|Reason for cancelling
        gültig bis|valid until|ważne do|действительно до
        inaktiv|ungültig|bitte löschen|to be removed|видалити|удалить|do usunięcia|nieważne
        Причина відмови|Причина отказа|Powód rezygnacji|Verstorben am|Doppelt mit|Vermittelt nach|Died on
        Duplicate of|Placed in|Moved to|Returned home|On hold|Blocked|Дублікат|Wrócili""",
    "intake.unread_excluded": """Kontaktverbot Ort|Sperrgebiet|Unerwünschte Orte|Vermeiden|Täter wohnt in
        Unsafe places|Unwanted city|Заборонені міста|Опасные места|Miejsca wykluczone""",
    "intake.unread_opposite": """Wohin nicht?|Orte, die nicht in Frage kommen|Cannot go to|Куди не можна
        Куда нельзя|Gdzie nie chce|Must not be split""",
    "intake.unread_age": "Geb.-Angabe|Altersangabe|Born around|Рік чи день народження|Urodzona około",
}
OF_PLACES = {
    "intake.unread_places": """Fehlende Plätze|Plätze gesperrt|Plätze in Planung|Bedarf an Plätzen
        Blocked places
        How many places are taken?|Wie viele sind belegt?
        davon frei|Noch frei|Belegung|Auslastung|aktuell bewohnt|Currently housed
        Still available|зайнято зараз|свободно сейчас|zajętych teraz""",
    "intake.unread_state": "Phase|Grund der Absage",
}
LEFT_UNREAD = """Pass gültig bis
Wetter|Blutgruppe|Agreeable climate|Consent to photos|Zustimmung Vermieter|Geburtsort
Geburtsland|Altersheim|Teilnahme am Sprachkurs|Familienstand|Aufenthaltsstatus|Alternative""".replace(
    "\n", "|"
)


@pytest.mark.parametrize(
    ("kind", "asked"), [("households", OF_PEOPLE), ("municipalities", OF_PLACES)], ids=["people", "places"]
)
def test_what_a_header_sounds_like_is_asked_about(kind: str, asked: dict[str, str]) -> None:
    """Consent, states, ages, free and occupied places, in five languages."""
    for code, headers in asked.items():
        for header in headers.replace("\n", "|").split("|"):
            assert question_of_unread(header.strip(), kind) == code, header


@pytest.mark.parametrize("header", LEFT_UNREAD.split("|"))
def test_what_only_looks_alike_may_be_left_unread(header: str) -> None:
    """Other agreements, where somebody was born, courses, and words that share letters."""
    assert question_of_unread(header, "households") is None


@pytest.mark.parametrize("header", ["Sind Sie mit der Speicherung einverstanden?", "Zustimmung der Eltern"])
def test_a_refusal_in_a_column_nobody_mapped_is_not_taken_with_everything(header: str) -> None:
    """Also where somebody says for all households that there is consent."""
    done = checked({"h.csv": f"id;Personen;{header}\nA;1;nein\nB;1;ja\n"}, **HERE)
    asked = [f for f in done.findings if f.column == header]
    assert [f.code for f in asked] == ["intake.unread_consent"] and not together(asked)


@pytest.mark.parametrize("header", ["davon frei", "Belegung"])
def test_free_and_occupied_places_in_a_column_nobody_mapped_are_asked_about(header: str) -> None:
    """All places count, and the question says so before anything is stored."""
    done = checked({"m.csv": f"Kommune;Plätze;{header}\nKiel;20;5\nJena;30;10\n"})
    asked = [f for f in done.findings if f.column == header]
    assert [f.code for f in asked] == ["intake.unread_places"] and not together(asked)


@pytest.mark.parametrize("header", ["Do not contact", "Nicht kontaktieren (Telefon)", "Telefon: nie dzwonić"])
def test_a_column_of_contacts_with_a_word_for_not_is_asked_about(header: str) -> None:
    """It is not read, but that somebody does not want to be asked must not vanish with the numbers."""
    done = checked({"h.csv": f"id;Personen;{header}\nA;1;ja\nB;1;\n"}, **HERE)
    asked = [f for f in done.findings if f.column == header]
    assert [f.code for f in asked] == ["intake.unread_opposite"] and not together(asked)
