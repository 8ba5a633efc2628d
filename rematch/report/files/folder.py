"""A cohort's folder: the files that `rematch.intake` reads."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from rematch.base_fields import BY_PROFILE, Of
from rematch.cells import defused, written
from rematch.cells.base import written as written_base
from rematch.cells.scalars import is_number, number_cell
from rematch.criteria.catalogue import Catalogue
from rematch.model import Ags, Cohort, CriterionId, FieldId, Household, Member, Municipality, Profiles, Unit

Row = dict[str, str]
UNITS = "units"


def write_folder(profiles: Profiles, catalogue: Catalogue, folder: Path) -> None:
    """Write the cohort's files; the same profiles give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in folder_files(profiles, catalogue).items():
        (folder / name).write_bytes(text.encode("utf-8"))


def folder_files(profiles: Profiles, catalogue: Catalogue) -> dict[str, str]:
    """The text of each file by its name."""
    return files_of(profiles.cohort, folder_rows(profiles, catalogue))


def files_of(cohort: Cohort, rows: Mapping[str, list[Row]]) -> dict[str, str]:
    """The files that these rows make; a list of units only where there is one."""
    written = {name: _table(table) for name, table in rows.items() if table or name != UNITS}
    return {"cohort.toml": _cohort(cohort), **{f"{name}.csv": text for name, text in written.items()}}


def folder_rows(profiles: Profiles, catalogue: Catalogue) -> dict[str, list[Row]]:
    """The rows of households, members, municipalities and units: cells as text, by column."""
    households, municipalities = profiles.households, profiles.municipalities
    ranked = _ranked(catalogue, "household", households)
    people = ((household, member) for household in households for member in household.members)
    return {
        "households": [_household(household, catalogue, ranked) for household in households],
        "members": [_member(household, member, catalogue) for household, member in people],
        "municipalities": _municipalities(municipalities, catalogue),
        UNITS: [_unit(town.ags, unit) for town in municipalities for unit in town.units],
    }


def _cohort(cohort: Cohort) -> str:
    lines = [f"id = {_quoted(cohort.id)}", f"name = {_quoted(cohort.name)}"]
    lines.append(f"invented = {'true' if cohort.invented else 'false'}")
    lines += [f"seed = {cohort.seed}"] if cohort.seed is not None else []
    return "\n".join([*lines, f"as_of = {cohort.as_of.isoformat()}", ""])


def _quoted(text: str) -> str:
    """A TOML basic string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _table(rows: list[Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _safe(text) for name, text in row.items()} for row in rows)
    return text.getvalue()


def _safe(text: str) -> str:
    """A number may begin with a sign; what else a spreadsheet program would run is defused."""
    return text if is_number(text) else defused(text)


def _ranked(
    catalogue: Catalogue, side: str, profiles: Iterable[Household | Municipality]
) -> tuple[CriterionId, ...]:
    """The criteria of a side that have a priority column: those weighed, and any that somebody ranked."""
    used = {name for profile in profiles for name in profile.priorities}
    of_side = (c for c in catalogue.criteria if (c.side == side and c.weighed) or c.id in used)
    return tuple(criterion.id for criterion in of_side)


def _priorities(own: Mapping[CriterionId, int], ranked: Iterable[CriterionId]) -> Row:
    return {f"priority_{name}": str(own[name]) if name in own else "" for name in ranked}


def _base(profile: Household | Member | Municipality | Unit, of: Of) -> Row:
    """The cells of what every profile has; a member or unit does not know whose it is."""
    return {
        field.column: written_base(field, getattr(profile, field.part))
        for field in BY_PROFILE[of]
        if field.part in type(profile).model_fields
    }


def _household(household: Household, catalogue: Catalogue, ranked: Iterable[CriterionId]) -> Row:
    return {
        **_base(household, "household"),
        **{f.id: written(household.answers.get(f.id), f.type) for f in catalogue.fields_of("household")},
        **_priorities(household.priorities, ranked),
    }


def _member(household: Household, member: Member, catalogue: Catalogue) -> Row:
    return {
        "household_id": household.id,
        **_base(member, "member"),
        **{f.id: written(member.answers.get(f.id), f.type) for f in catalogue.fields_of("member")},
    }


def unit_files(units: Mapping[Ags, tuple[Unit, ...]]) -> dict[str, str]:
    """The file of these lists of units by municipality; none where there are none."""
    rows = [_unit(ags, unit) for ags, listed in units.items() for unit in listed]
    return {f"{UNITS}.csv": _table(rows)} if rows else {}


def _unit(ags: Ags, unit: Unit) -> Row:
    return {"ags": ags, **_base(unit, "unit")}


def _municipalities(municipalities: tuple[Municipality, ...], catalogue: Catalogue) -> list[Row]:
    ranked = _ranked(catalogue, "municipality", municipalities)
    dated = {name for municipality in municipalities for name in municipality.as_of}
    return [_municipality(m, catalogue, dated, ranked) for m in municipalities]


def _municipality(
    municipality: Municipality, catalogue: Catalogue, dated: set[FieldId], ranked: Iterable[CriterionId]
) -> Row:
    units = municipality.capacity
    row = {
        **_base(municipality, "municipality"),
        **{
            f"capacity_{r.id}": number_cell(units[r.id]) if r.id in units else "" for r in catalogue.resources
        },
    }
    for field in catalogue.fields_of("municipality"):
        row[field.id] = written(municipality.offers.get(field.id), field.type)
        if field.id in dated:
            day = municipality.as_of.get(field.id)
            row[f"{field.id}_as_of"] = day.isoformat() if day else ""
    return row | _priorities(municipality.priorities, ranked)
