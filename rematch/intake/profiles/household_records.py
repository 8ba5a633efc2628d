"""Foreign households as lines of ours: ids that look alike, where people wait, whom they want to be with."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rematch.base_fields import HOUSEHOLD, LINKS
from rematch.cells import NOTHING
from rematch.identity import BETWEEN_IDS, look
from rematch.intake.matching.column_map import Constant
from rematch.intake.profiles.records import Notes, Record, number_rows
from rematch.intake.values.parsed import ParseIssue
from rematch.intake.values.whereabouts import POINT, doubt_of, point_of

OF_HOUSEHOLD = tuple(f.column for f in HOUSEHOLD if not f.names and not f.kind.is_list)


@dataclass(frozen=True)
class Dwelling:
    """One line of our households and the rows that it comes from, the first of them first."""

    cells: dict[str, str]
    records: tuple[Record, ...]

    @property
    def record(self) -> Record:
        """The row that a finding about the household names."""
        return self.records[0]


def dwellings(
    records: Sequence[Record], constants: Mapping[Constant, str], answers: Collection[str], notes: Notes
) -> list[Dwelling]:
    """One line per household; rows of one household, where each is a person, are taken together.

    `answers` are the columns that a household answers once, whoever of it says so.
    """
    kept = [record for record in records if not record.left_out]
    _number(records, notes)
    together: defaultdict[str, list[Record]] = defaultdict(list)
    for record in kept:
        key = record.text("household_id") or f"\0{len(together)}"
        together[key if record.kind == "persons" else f"{key}\0{len(together)}"].append(record)
    found = [_dwelling(tuple(group), answers, notes) for group in together.values()]
    _note_look_alikes(found, notes)
    _note_missing(found, constants, notes)
    agreed, waiting = _meant(found, ("consent",)), _meant(found, ("place", "lat", "lon"))
    for dwelling in found:
        _keep_beside(dwelling, notes)
        _locate(dwelling, constants if id(dwelling.record.table) in waiting else {}, notes)
        if id(dwelling.record.table) in agreed:
            dwelling.cells["consent"] = dwelling.cells.get("consent") or constants.get("consent", "")
        if "available_from" in constants:
            dwelling.cells.setdefault("available_from", constants["available_from"])
    _link(found, notes)
    return found


def known_id(text: str, known: Mapping[str, str]) -> str:
    """The household's id that looks like this one (`known`: ids by their look), or the text itself."""
    return known.get(look(text), text)


def _number(records: Sequence[Record], notes: Notes) -> None:
    """Ids for a table of households that has none: the numbers of its rows."""
    for table in {id(r.table): r.table for r in records if r.kind == "households"}.values():
        if number_rows([record for record in records if record.table is table]):
            notes.of_column(table, None, ParseIssue("intake.ids_from_rows"))


def _dwelling(records: tuple[Record, ...], answers: Collection[str], notes: Notes) -> Dwelling:
    cells: dict[str, str] = {}
    for record in records:
        for name, said in record.said.items():
            if said.text and not cells.get(name):
                cells[name] = said.text
            elif said.text and said.text != cells[name] and name in OF_HOUSEHOLD:
                notes.doubt(record, name, ParseIssue("intake.differs_within"))
            elif said.text and said.text != cells[name] and name in answers:
                notes.doubt(record, name, ParseIssue("intake.answer_differs"))
    return Dwelling(cells, records)


def _keep_beside(dwelling: Dwelling, notes: Notes) -> None:
    """Reasons whose places are not all sure belong to nobody knows which: left out, so that all are asked."""
    cells, beside = dwelling.cells, [f for f in HOUSEHOLD if f.beside and dwelling.cells.get(f.column)]
    for field in beside:
        places = cells.get(field.beside or "", "")
        doubtful = any(r.said[n].doubts for r in dwelling.records for n in [field.beside] if n in r.said)
        if doubtful or len(places.split("|")) != len(cells[field.column].split("|")):
            cells[field.column] = ""
            notes.doubt(dwelling.record, field.column, ParseIssue("intake.beside_unsure"))


def _note_look_alikes(found: Sequence[Dwelling], notes: Notes) -> None:
    """Two ids that look the same, but for zeros before them, are one household typed twice, or a mistake."""
    first: dict[str, Dwelling] = {}
    for dwelling in found:
        own = dwelling.cells.get("household_id", "")
        other = first.setdefault(look(own).lstrip("0"), dwelling) if own else dwelling
        if other is not dwelling and other.cells["household_id"] != own:
            params = {"first": other.record.line.number, "like": other.cells["household_id"]}
            notes.doubt(dwelling.record, "household_id", ParseIssue("intake.id_alike", params, error=True))


def _note_missing(found: Sequence[Dwelling], constants: Mapping[Constant, str], notes: Notes) -> None:
    """What no column of a table says and nobody has said for all: asked once for it, not row by row."""
    for table in {id(dwelling.record.table): dwelling.record.table for dwelling in found}.values():
        own = [dwelling for dwelling in found if dwelling.record.table is table]
        said = {name for dwelling in own for name in _said_of(dwelling)}
        if not {"consent"} & (said | constants.keys()):
            notes.of_column(table, None, ParseIssue("intake.ask_consent", error=True))
        if not ({"lat", "lon"} <= said | constants.keys() or "place" in said | constants.keys()):
            notes.of_column(table, None, ParseIssue("intake.ask_place", error=True))


def _meant(found: Sequence[Dwelling], names: tuple[str, ...]) -> set[int]:
    """The tables that what is said for all is meant for: those without a column for it, if there are any.

    What is left out in a file that asks for it stays left out where another file does not ask.
    """
    tables = {id(dwelling.record.table) for dwelling in found}
    asking = {id(dwelling.record.table) for dwelling in found if _said_of(dwelling) & set(names)}
    return tables - asking or tables


def _said_of(dwelling: Dwelling) -> set[str]:
    """What the household's rows have a column for, though it may be empty."""
    return {name for record in dwelling.records for name in record.said}


def _locate(dwelling: Dwelling, constants: Mapping[Constant, str], notes: Notes) -> None:
    """Where the household waits: its coordinates, those of the place it names, or what holds for all."""
    cells = dwelling.cells
    if cells.get("lat") and cells.get("lon"):
        code = doubt_of(cells["lat"], cells["lon"], cells.get("place", ""))
        if code is not None:
            notes.doubt(dwelling.record, "lat", ParseIssue(code))
        return
    named = cells.get("place") or constants.get("place", "")
    cells["place"] = named
    point = point_of(named)
    if point is None and "lat" in constants and "lon" in constants:
        point = constants["lat"], constants["lon"]
    if point is not None:
        cells["lat"], cells["lon"] = point
        if POINT.fullmatch(named) and "place" in dwelling.record.sources:
            cells["place"] = dwelling.record.line.cells[dwelling.record.sources["place"]]
    elif named:
        notes.doubt(dwelling.record, "place", ParseIssue("intake.ask_coordinates", error=True))
    elif {"lat", "lon", "place"} & dwelling.record.said.keys():
        notes.doubt(dwelling.record, "place", ParseIssue("intake.place_missing", error=True))


def _apart(named: str, known: Mapping[str, str]) -> list[str]:
    """The ids in a text, which may have a slash for "and" or as a sign of its own: what is known decides."""
    parts, whole = named.split(BETWEEN_IDS), named.replace(BETWEEN_IDS, "-")
    several = len(parts) > 1 and all(look(part) in known for part in parts)
    return parts if several and look(whole) not in known else [whole]


def _link(found: Sequence[Dwelling], notes: Notes) -> None:
    """Links lead to ids as they are written here; a household named with itself says nothing."""
    known = {
        look(d.cells["household_id"]): d.cells["household_id"] for d in found if d.cells.get("household_id")
    }
    for dwelling in found:
        own = dwelling.cells.get("household_id", "")
        for name in LINKS:
            if not (text := dwelling.cells.get(name, "")) or text == NOTHING:
                continue
            named = [known_id(one, known) for part in text.split("|") for one in _apart(part, known)]
            if own in named:
                notes.doubt(dwelling.record, name, ParseIssue("intake.link_self"))
            dwelling.cells[name] = "|".join(dict.fromkeys(part for part in named if part != own))
