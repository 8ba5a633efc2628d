"""Foreign municipalities as lines of ours: AGS by name, and the register's facts where the file has none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rematch.intake.profiles.records import Notes, Record
from rematch.intake.values.parsed import ParseIssue
from rematch.intake.values.places import Place, find_place, padded_ags, place_name, register, state_of
from rematch.intake.words import section
from rematch.model import Ags

FAR = 0.5
"""Degrees by which a point may lie beside that of the register."""

GERMANY = (47.2, 55.1, 5.8, 15.1)
"""Degrees of latitude, then of longitude, between which every municipality lies."""

YEARS = 5
"""An offer that begins later than so many years from the cohort's day is doubted."""


@dataclass(frozen=True)
class Home:
    """One line of our municipalities and the row that it comes from."""

    cells: dict[str, str]
    record: Record


def homes(records: Sequence[Record], notes: Notes, day: date) -> list[Home]:
    """One line per row that is not left out; an AGS that cannot be found is an error that asks for it."""
    found = [_home(record, notes, day) for record in records if not record.left_out]
    filled = [home for home in found if home.cells.pop("_from_register", "")]
    if filled:
        doubt = ParseIssue("intake.from_register", {"count": len(filled)})
        notes.of_column(filled[0].record.table, None, doubt)
    return found


def closed_places(records: Sequence[Record], found: Sequence[Home]) -> frozenset[Ags]:
    """The municipalities of rows that no longer count, by AGS, as far as it is sure which are meant."""
    cells = ({name: said.text for name, said in record.said.items()} for record in records)
    meant = (place.get("ags") or _surely(place.get("name", ""), place.get("state")) for place in cells)
    return frozenset(map(Ags, filter(None, meant))) - {Ags(home.cells.get("ags", "")) for home in found}


def _surely(name: str, state: str | None) -> str | None:
    match = find_place(name, state or None)
    return padded_ags(name) or (match.ags if match.sure else None)


def listed_units(records: Sequence[Record], notes: Notes, day: date) -> list[Home]:
    """One line of our units per row; a unit that has no name is called by its row, which is told once."""
    found = [_listed(record, notes, day) for record in records if not record.left_out]
    nameless = [home for home in found if not home.cells.get("unit")]
    for home in nameless:
        home.cells["unit"] = str(home.record.line.number)
    if nameless:
        doubt = ParseIssue("intake.units_numbered", {"count": len(nameless)})
        notes.of_column(nameless[0].record.table, None, doubt)
    return found


def _listed(record: Record, notes: Notes, day: date) -> Home:
    cells = {name: said.text for name, said in record.said.items()}
    name = cells.pop("name", "")
    if name and not cells.get("ags"):
        cells["ags"] = padded_ags(name) or _by_name(record, name, None, notes)
    _check_days(record, cells, notes, day)
    return Home(cells, record)


def _home(record: Record, notes: Notes, day: date) -> Home:
    cells = {name: said.text for name, said in record.said.items()}
    _less_occupied(record, cells, notes)
    if (named := padded_ags(cells.get("name", ""))) is not None:
        # The name was answered with an AGS in the mapping; the file's own words stay the name.
        cells |= {"ags": cells.get("ags") or named, "name": record.line.cells[record.sources["name"]]}
    if not cells.get("ags") and cells.get("name"):
        cells["ags"] = _by_name(record, cells["name"], cells.get("state") or None, notes)
    place = register().get(cells.get("ags", ""))
    if cells.get("ags") and cells.get("name"):
        _compare(record, cells, notes)
    _check_point(record, cells, place, notes)
    _check_days(record, cells, notes, day)
    _fill(cells, place)
    return Home(cells, record)


def _less_occupied(record: Record, cells: dict[str, str], notes: Notes) -> None:
    """Places of which another column says how many are occupied: what remains is proposed."""
    whole, occupied = record.whole("capacity_persons"), record.whole("occupied")
    if whole is None or not occupied:
        return
    cells["capacity_persons"] = str(max(whole - occupied, 0))
    doubt = ParseIssue("intake.amount_occupied", {}, cells["capacity_persons"])
    notes.doubt(record, "capacity_persons", doubt)


def _by_name(record: Record, name: str, state: str | None, notes: Notes) -> str:
    found = find_place(name, state)
    meant = {"part": name, "name": place_name(found.ags or "")}
    if found.ags and found.more:
        notes.doubt(record, "name", ParseIssue("intake.place_with_more", meant, found.ags))
    elif found.ags and found.misspelt:
        notes.doubt(record, "name", ParseIssue("intake.place_misspelt", meant, found.ags))
    elif found.ags and not found.sure:
        notes.doubt(record, "name", ParseIssue("intake.place_alike", {"part": name}, found.ags))
    elif found.candidates:
        places = {"part": name, "places": found.candidates}
        notes.doubt(record, "name", ParseIssue("intake.ags_shared", places, error=True))
    elif not found.ags:
        notes.doubt(record, "name", ParseIssue("intake.ags_unknown", error=True))
    return found.ags or ""


def _check_point(record: Record, cells: dict[str, str], place: Place | None, notes: Notes) -> None:
    """The coordinates of a known place must be near it, those of another in Germany; told if swapped."""
    if not (cells.get("lat") and cells.get("lon") and cells.get("ags")):
        return
    lat, lon = float(cells["lat"]), float(cells["lon"])
    around = _around(place, cells["ags"])
    if _within(around, lat, lon):
        return
    in_germany = (
        "intake.coordinates_other_land" if _within(GERMANY, lat, lon) else "intake.coordinates_abroad"
    )
    code = "intake.coordinates_far" if place else in_germany
    code = "intake.coordinates_swapped" if _within(around, lon, lat) else code
    notes.doubt(record, "lat", ParseIssue(code, error=True))


def _around(place: Place | None, ags: str) -> Sequence[float]:
    """Degrees between which the place lies, or else its Land, or else Germany."""
    if place is not None:
        lat, lon = float(place.lat), float(place.lon)
        return lat - FAR, lat + FAR, lon - FAR, lon + FAR
    of_land: Sequence[float] = section("state_boxes").get(state_of(ags) or "", GERMANY)
    return of_land


def _within(around: Sequence[float], lat: float, lon: float) -> bool:
    south, north, west, east = around
    return south <= lat <= north and west <= lon <= east


def _check_days(record: Record, cells: dict[str, str], notes: Notes, day: date) -> None:
    """An offer cannot end before it begins, and hardly begins many years from now."""
    for first in ("place_from", "free_from"):
        if cells.get(first, "") > f"{day.year + YEARS}{day.isoformat()[4:]}":
            notes.doubt(record, first, ParseIssue("intake.begins_late"))
    for first, last in (("place_from", "place_to"), ("free_from", "free_to")):
        if cells.get(first) and cells.get(last) and cells[last] < cells[first]:
            notes.doubt(record, last, ParseIssue("intake.ends_before", error=True))


def _compare(record: Record, cells: dict[str, str], notes: Notes) -> None:
    """The AGS must mean the place and the Bundesland that the row names."""
    named = find_place(cells["name"])
    if named.turned and "ags" in record.sources:
        notes.doubt(record, "name", ParseIssue("intake.note_cancelled"))
    if named.ags and not named.misspelt and named.ags != cells["ags"] and "ags" in record.sources:
        notes.doubt(record, "ags", ParseIssue("intake.name_and_ags", {"ags": named.ags}))
    state = state_of(cells["ags"])
    if state and cells.get("state") and cells["state"] != state:
        notes.doubt(record, "state", ParseIssue("intake.state_and_ags", {"state": state}))


def _fill(cells: dict[str, str], place: Place | None) -> None:
    known = {"state": place.state, "lat": place.lat, "lon": place.lon, "name": place.name} if place else {}
    known.setdefault("state", state_of(cells.get("ags", "")) or "")
    missing = {name: text for name, text in known.items() if text and not cells.get(name)}
    cells |= missing
    if missing.keys() & {"lat", "lon"}:
        cells["_from_register"] = "yes"
