"""Who can be reached how: columns and tables with names, addresses and numbers, which are never read."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from rematch.intake.sheets.sheet import SheetRecord
from rematch.intake.words import fold

_SURELY = re.compile(
    r"\b(ansprechpartner(in)?|ansprechperson|kontaktperson|kontaktdaten|contact (person|name|details)|"
    r"e ?mails?|mail ?adresse|e ?mail ?adresse|telefon(nummer)?|phone( number)?|telephone|mobilnummer|"
    r"mobiltelefon|mobile (phone|number)|handy(nummer)?|vornamen?|nachnamen?|familienname|first name|"
    r"last name|surname|full name|given name|family name|whatsapp|telegram|viber|anschrift|strasse|"
    r"hausnummer|home address|street|iban|pass(port)? ?(nr|no|number|nummer)|reisepass(nummer)?|"
    r"телефон\w*|прізвище|фамилия|контактна особа|електронна пошта|электронная почта|піб|фио|"
    r"nazwisko|imie|imię|numer telefonu)\b"
)
_ALONE = re.compile(
    r"(kontakt(e|daten)?|contacts?|tel( nr)?|fax( nr)?|mobil|mobile|adresse|address|ім я|имя|mail)"
)
_NAME = re.compile(
    r"(name|names|namen|name vorname|vorname name|haushaltsvorstand|head of household|hh head)"
)
_OF_PERSONS = re.compile(r"\b(haushalts?|household|hh|person(en|s)?|size|alter|age|familien?|family)\b")
_OF_PLACES = re.compile(r"\b(ags|kommunen?|stadt|gemeinde|municipality|capacity|kapazitaet|einwohner|city)\b")
_ID = re.compile(
    r"\b(id|ids|nr|no|nummer|number|kennung|code|pseudonym|aktenzeichen|az|case|haushalt|household|hh|"
    r"fall|vorgang|klient(in)?|famil(ie|y)|ref(erence)?|справ[аи]|дел[оа]|sprawa|sprawy|шифр|"
    r"(?<! )(номер|numer|код|kod)(?! )|"
    r"родин[аи]|семь[яи]|сім я|rodzin[ay]|"
    r"(fall|haushalts?|familien|akten|vorgangs|teilnehmer|klienten|kunden|registrier(ungs)?)"
    r"(nummer|nr|code|kennung|kennziffer))\b"
)
_TELLS = re.compile(
    r"\b(age|birth|dob|geburtsdatum|geburtsjahr|geb|sex|gender|geschlecht|languages?|sprachen?|deutsch|german|"
    r"wunsch\w*|wish\w*|consent|einwilligung|kinder|children|beruf|occupation|вік|возраст|дата народження|"
    r"дата рождения|мови|языки|wiek|data urodzenia|języki|plaetze|places|kapazitaet|capacity)\b"
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_PHONE = re.compile(
    r"(\+|00)\d[\d \-/().]{6,}|0\d{2,5}\)?[ /\-]\d[\d \-/]{3,}|\(0\d{2,5}\)[ /\-]?\d[\d \-/]{3,}"
)
_MAX_WORDS = 6


def names_contact(header: str) -> bool:
    """Whether a column of this name holds how somebody is called or reached; a long question does not."""
    return any(
        _ALONE.fullmatch(name) or (_SURELY.search(name) and len(name.split()) <= _MAX_WORDS)
        for name in _names(header)
    )


def _names(header: str) -> tuple[str, str]:
    """The whole header, and what follows its group."""
    return fold(header), fold(re.split(r": |/", header)[-1])


def columns(names: Mapping[int, str], rows: Sequence[SheetRecord]) -> set[int]:
    """The positions of columns with contact data, by what they are called and by what stands in them."""
    persons = _is_about_persons(names.values())
    ids = {row.at(position) for position, name in names.items() if _names_id(name) for row in rows}
    return {
        position
        for position, name in names.items()
        if names_contact(name)
        or (persons and any(map(_NAME.fullmatch, _names(name))))
        or (not _names_id(name) and _reaches_somebody((row.at(position) for row in rows), ids))
    }


def is_list(names: Mapping[int, str], found: set[int]) -> bool:
    """Whether the table is a list of contacts: half of its columns or more, and the rest tells nothing."""
    rest = [fold(name) for position, name in names.items() if position not in found]
    told = any(_OF_PERSONS.search(name) or _TELLS.search(name) for name in rest)
    return len(names) > 1 and 2 * len(found) >= len(names) and not told


def _names_id(name: str) -> bool:
    return bool(_ID.search(_names(name)[1]))


def is_about_places(names: Iterable[str]) -> bool:
    """Whether the columns speak of municipalities, and not of households or persons."""
    said = [fold(name) for name in names]
    return any(map(_OF_PLACES.search, said)) and not any(map(_OF_PERSONS.search, said))


def _is_about_persons(names: Iterable[str]) -> bool:
    said = [fold(name) for name in names]
    return any(map(_OF_PERSONS.search, said)) and not any(map(_OF_PLACES.search, said))


def _reaches_somebody(cells: Iterable[str], ids: Collection[str]) -> bool:
    """Whether half of the cells or more are an address or a number, and none of the table's ids."""
    filled = [cell for cell in cells if cell]
    others = (cell for cell in filled if cell not in ids)
    reached = sum(1 for cell in others if _EMAIL.fullmatch(cell) or _PHONE.fullmatch(cell))
    return reached > 0 and 2 * reached >= len(filled)
