"""Known headers rewritten by hand: each means the same, is asked about, or is told as not read."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from rematch.intake.profiles.checking import Checked
from rematch.intake.questions import together
from tests.unit.intake.foreign import HERE, checked

SILENT = "read as if nothing else stood in the header, and nobody asked"


@dataclass(frozen=True)
class Tongue:
    """Headers by the kind of their table, each with a cell below it, and what turns them round."""

    people: tuple[tuple[str, str], ...]
    towns: tuple[tuple[str, str], ...]
    turned: str


PLAIN = ("{}", " {} ", "{}?", "{}:", "{} *", "Q3. {}", "{}\n")
"""What changes nothing."""

TONGUES = {
    "de": Tongue(
        (
            ("Haustier", "ja"),
            ("Rollstuhl", "ja"),
            ("Wunschort", "Kiel"),
            ("Deutsch", "B1"),
            ("Beruf", "Koch"),
        ),
        (("Plätze", "8"), ("Haustiere erlaubt", "ja")),
        """kein {}|nicht {}|{} nicht|ohne {}|{} (nicht)|früher: {}|{} früher|ehemals {}|{} 2019
        {} (2019)|{} bis 2019|{} geplant|{} (geplant)|{} ab 2030|{} der Tante|{} (nur Mutter)
        {} oder Auto|{} und Auto|{}/Auto|{} in Polen|{} (alt)|{} in Monaten|{} (km)|{} [Euro]
        {} beantragt|Verzicht auf {}|Angst vor {}|Grund für {}|{} abgelehnt|Hat die Nachbarin {}?
        Hatten Sie {}?|Werden Sie {} haben?|Wollen Sie {}?|{} (siehe Anmerkung)|statt {}
        Haben Sie {}, oder ein Auto?|Haben Sie kein {}?|Welches {} möchten Sie nicht?
        {} vor der Flucht|nur {}|{} (1 = nein, 2 = ja)|{}: bei Bedarf|Gibt es {} im Nachbarhaus?
        {} (unklar)|letztes {}|{} gewünscht""",
    ),
    "en": Tongue(
        (
            ("Pets", "yes"),
            ("Wheelchair", "yes"),
            ("Preferred city", "Kiel"),
            ("German", "B1"),
            ("Job", "cook"),
        ),
        (("Places", "8"), ("Pets allowed", "yes")),
        """no {}|not {}|{} (not)|without {}|former {}|{} before|{} 2019|{} (2019)|{} until 2019
        planned {}|{} from 2030|{} of the aunt|{} (mother only)|{} or car|{} and car|{} in Poland
        {} (old)|{} in months|{} (km)|{} refused|Did you have {}?|Will you ever have {}?
        Do you want {}?|{} (see note)|instead of {}|Does your neighbour have {}?
        Do you have {}, or a car?|Do you have no {}?|Which {} do you not want?|{} before the war
        only {}|last {}|{} (1 = no, 2 = yes)|Are you afraid of {}?|reason for {}|{} applied for
        {} (unclear)|past {}""",
    ),
    "uk": Tongue(
        (("Тварина", "так"), ("Інвалідний візок", "так"), ("Бажане місто", "Kiel"), ("Професія", "кухар")),
        (("Вільні місця", "8"),),
        """без {}|не ваше {}|{} (не)|раніше {}|{} раніше|{} 2019|{} (2019)|{} до 2019|{} заплановано
        {} тітки|{} (лише мати)|{} або авто|{} у Польщі|{} (старе)|{} у місяцях|Чи була у вас {}?
        Чи буде у вас {}?|Чи хотіли ви колись {}?|замість {}|Чи є у сусідів {}?|Чи немає у вас {}?
        Чи боїтеся ви {}?|{} до війни|тільки {}|{} (незрозуміло)""",
    ),
    "ru": Tongue(
        (
            ("Животное", "да"),
            ("Инвалидная коляска", "да"),
            ("Желаемый город", "Kiel"),
            ("Профессия", "повар"),
        ),
        (("Свободные места", "8"),),
        """без {}|не {}|{} (не)|раньше {}|{} раньше|{} 2019|{} (2019)|{} до 2019|{} планируется|{} тёти
        {} (только мать)|{} или машина|{} в Польше|{} (старое)|{} в месяцах|Было ли у вас {}?
        Будет ли у вас {}?|Хотели ли вы раньше {}?|Есть ли у соседей {}?|Нет ли у вас {}?
        Боитесь ли вы {}?|{} до войны|только {}|вместо {}|{} (неясно)""",
    ),
    "pl": Tongue(
        (("Zwierzęta", "tak"), ("Preferowane miasto", "Kiel"), ("Niemiecki", "B1"), ("Zawód", "kucharz")),
        (("Wolne miejsca", "8"),),
        """bez {}|nie {}|{} (nie)|dawniej {}|{} wcześniej|{} 2019|{} (2019)|{} do 2019|{} planowane
        {} ciotki|{} (tylko matka)|{} lub auto|{} w Polsce|{} (stare)|{} w miesiącach
        Czy mieli Państwo {}?|Czy będą {}?|Czy chcą Państwo {}?|Czy sąsiedzi mają {}?
        Czy nie mają Państwo {}?|{} przed wojną|tylko {}|zamiast {}""",
    ),
}
"""Of once and of later, of others, of two things, units, notes in brackets, words for not."""


def read(kind: str, header: str, cell: str) -> tuple[str, Checked]:
    """What is stored of the first row, and everything that was found."""
    quoted = header.replace('"', '""')
    if kind == "towns":
        beside = "" if "8" in cell else ";Plätze"
        filled = "" if "8" in cell else ";9"
        done = checked({"m.csv": f'Kommune{beside};"{quoted}"\nKiel{filled};{cell}\nJena{filled};{cell}\n'})
        return (repr(done.municipalities[0]) if done.municipalities else ""), done
    done = checked({"h.csv": f'id;Alter;"{quoted}"\nA;40;{cell}\nB;41;\n'}, **HERE)
    return (repr(done.households[0]) if done.households else ""), done


def misread(tongue: Tongue, most: int | None = None) -> list[str]:
    """The headers, of so many at most of a kind, that were misread without a question."""
    tries = dict(_tries(tongue, most))
    return [header for header, ok in tries.items() if not ok]


def _tries(tongue: Tongue, most: int | None) -> Iterator[tuple[str, bool]]:
    turned = [form.strip() for form in tongue.turned.replace("\n", "|").split("|")]
    for kind, listed in (("people", tongue.people[:most]), ("towns", tongue.towns[:most])):
        for header, cell in listed:
            right, nothing = read(kind, header, cell)[0], read(kind, "", cell)[0]
            assert right and right != nothing, header
            yield from (
                (form.format(header), sound(kind, form.format(header), cell, right, nothing))
                for form in PLAIN
            )
            yield from (
                (form.format(header), sound(kind, form.format(header), cell, nothing)) for form in turned
            )


def sound(kind: str, header: str, cell: str, *truths: str) -> bool:
    """Whether what is stored is one of these, if told where it is none of ours, or there is a question."""
    stored, done = read(kind, header, cell)
    at = " ".join(header.split())
    told = [f for f in done.findings if f.column == at or f.row == 2 or not f.warning]
    own = [f for f in told if not f.warning or f not in together(done.warnings)]
    plain = len(truths) > 1 and stored == truths[0]
    return plain or bool(own) or (stored in truths and bool(told))


def test_no_header_is_misread_in_silence() -> None:
    """In forty ways that change what is asked, and a few that change nothing."""
    assert misread(TONGUES["de"], most=2) == [], SILENT


@pytest.mark.soak
@pytest.mark.parametrize("lang", sorted(TONGUES))
def test_no_header_in_any_language_is_misread_in_silence(lang: str) -> None:
    """More headers, in German, English, Ukrainian, Russian and Polish."""
    assert misread(TONGUES[lang]) == [], SILENT
