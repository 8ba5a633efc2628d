"""Headers that ask the opposite: a yes below them is no yes to what they would ask without it."""

import pytest

from rematch.intake.matching.header_matching import likenesses
from rematch.intake.questions import together
from rematch.intake.wording.negated import is_negated
from tests.unit.intake.foreign import CATALOGUE, HERE, checked

CONSENT = """Stimmen Sie der Verarbeitung Ihrer Daten NICHT zu?|I do not agree to the processing of my data
Я не погоджуюся на обробку моїх даних|Не согласен на обработку данных
Nie wyrażam zgody na przetwarzanie danych
Ich stimme der Datenverarbeitung nicht zu|No consent given|Keine Einwilligung|Consent refused|Brak zgody
Widerspruch gegen die Datenverarbeitung|Objection to data processing|Sprzeciw|Заперечення"""
FLAGS = """Kein Haustier|Keine Haustiere|ohne Haustier|Nicht rollstuhlgängig|Braucht keine Dialyse|No pets
Nicht alleinerziehend|Rollstuhl nicht nötig|Does not need step-free access|Not looking for work|No wheelchair
Без домашніх тварин|Нет домашних животных|Bez zwierząt"""
FORBIDDEN = """pets forbidden|Haustiere verboten|Haustiere untersagt|pets prohibited|pets banned
Haustierverbot|Hundeverbot|no dogs|тварини заборонені|животные запрещены|zakaz zwierząt
zwierzęta niedozwolone|haustierfrei|Haustiere unzulässig
Haustiere erlaubt (x = verboten)|Haustiere erlaubt (1 = nein, 2 = ja)"""
LEGENDS = "(0=ja, 1=nein)|(1 = nein, 2 = ja)|(1: no / 2: yes)|(x = nicht nötig)|(j = nein)"
PLACES = "Wunschort nicht|Kein Wunschort|Небажані міста|Ort (nicht gewünscht)|Where you do not want to go"
TOLD = """Rollstuhl (ja/nein)|Haustier ja/nein|Haustier (1 = ja, 0 = nein)|Pet yes/no|Einwilligung (ja/nein)
Haben Sie Haustiere oder nicht?|Do you have a pet or not?|Wheelchair (leave blank if not)|Wish no 1|Case no
Згода (так/ні)|Є тварини чи ні?|Zgoda tak/nie|Beruf (keine Angabe möglich)|Nicht zutreffend"""


def listed(text: str) -> list[str]:
    return [header.strip() for header in text.replace("\n", "|").split("|")]


@pytest.mark.parametrize("header", listed(CONSENT))
def test_who_says_yes_to_a_refusal_is_never_in_without_a_question(header: str) -> None:
    """Nor where somebody says for all households that there is consent: it is asked about by itself."""
    done = checked({"h.csv": f"id;Personen;{header}\nA;1;ja\nB;1;nein\n"}, **HERE)
    asked = [f for f in done.findings if f.column == header]
    assert {f.code for f in asked} <= {"intake.unread_consent", "intake.unread_state"}
    assert asked and not together(asked)


@pytest.mark.parametrize("header", listed(FLAGS))
def test_a_yes_to_not_is_no_yes(header: str) -> None:
    """What a household has or needs stays unknown, and the column is asked about."""
    done = checked({"h.csv": f"id;Personen;{header}\nA;1;ja\nB;1;nein\n"}, **HERE)
    asked = [f for f in done.findings if f.column == header]
    assert [f.code for f in asked] == ["intake.unread_opposite"] and not together(asked)
    assert all(not household.answers for household in done.households)


@pytest.mark.parametrize("header", ["Haustiere nicht erlaubt", "no legal advice", "without learning support"])
def test_what_a_municipality_does_not_offer_is_no_offer(header: str) -> None:
    """It is as if the column were not there, and somebody is asked about it."""
    done = checked({"m.csv": f"Kommune;Plätze;{header}\nKiel;8;ja\nJena;9;nein\n"})
    assert [f.code for f in done.findings if f.column == header] == ["intake.unread_opposite"]
    assert [town.offers for town in done.municipalities] == [
        town.offers for town in checked({"m.csv": "Kommune;Plätze\nKiel;8\nJena;9\n"}).municipalities
    ]


@pytest.mark.parametrize("header", listed(FORBIDDEN))
def test_what_is_forbidden_is_no_offer(header: str) -> None:
    """A yes below it would be a no to what is offered: the column is not read, and asked about."""
    done = checked({"m.csv": f"Kommune;Plätze;{header}\nKiel;8;ja\nJena;9;nein\n"})
    asked = [f for f in done.findings if f.column == header]
    assert [f.code for f in asked] == ["intake.unread_opposite"] and not together(asked)
    assert all("pets_allowed" not in town.offers for town in done.municipalities)


@pytest.mark.parametrize("legend", LEGENDS.split("|"))
def test_a_legend_that_turns_the_signs_round_is_asked_about(legend: str) -> None:
    """Where 1, x or j stands for no, nothing below is read as the yes it is elsewhere."""
    header = f"Rollstuhl {legend}"
    done = checked({"h.csv": f"id;Personen;{header}\nA;1;1\nB;1;0\n"}, **HERE)
    assert [f.code for f in done.findings if f.column == header] == ["intake.unread_opposite"]
    assert all(not household.answers for household in done.households)


@pytest.mark.parametrize("header", listed(PLACES))
def test_where_nobody_wants_to_go_is_no_wish(header: str) -> None:
    """It is ruled out, or a question."""
    done = checked({"h.csv": f"id;Personen;{header}\nA;1;Kiel\nB;1;Jena\n"}, **HERE)
    assert all(household.wish_ags is None for household in done.households)
    asked = [f for f in done.findings if f.column == header]
    ruled_out = all(household.excluded_ags for household in done.households)
    assert ruled_out or (asked and not together(asked))


@pytest.mark.parametrize("header", listed(TOLD))
def test_what_explains_the_answers_turns_nothing_round(header: str) -> None:
    """Yes and no side by side, what a blank means, a number of something."""
    assert not is_negated(header)


def test_questions_that_have_the_word_themselves_are_known() -> None:
    """Places that are ruled out, and households that must not be together."""
    for header, target in {"Nicht nach": "excluded_ags", "Nicht zusammen mit": "apart"}.items():
        assert likenesses(header, "households", CATALOGUE)[0].target == target
