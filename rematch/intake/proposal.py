"""What the tables of a file probably are and say: a mapping for a person to confirm, with its reasons."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from rematch.base_fields import PRIVATE
from rematch.criteria.catalogue import Catalogue
from rematch.identity import look
from rematch.intake.cell_evidence import LOOKED_AT, by_content, fits, sample
from rematch.intake.matching.column_map import ColumnUse, Constant, Mapping, TableUse
from rematch.intake.matching.header_matching import (
    EXACT,
    STRIPPED,
    HeaderMatch,
    is_of_survey,
    is_personal,
    is_technical,
    likenesses,
)
from rematch.intake.matching.targets import FORGOTTEN, Kind, Target, targets
from rematch.intake.matching.taught import SURE, Taught
from rematch.intake.sheets.shape import shape_of
from rematch.intake.sheets.tables import Table
from rematch.intake.unexplained import says_more
from rematch.intake.values.parsed import quoted_as
from rematch.intake.words import fold, words

Asked = Literal["households", "municipalities"]
OF_PLACES = ("municipalities", "units")
SURE_ENOUGH = 0.55
"""A header that is less like one of our columns is left for the person to say."""

EXAMPLES = 3
Unread = Literal["personal", "technical", "taken", "none"]
_UNREAD: dict[str, Unread] = {why: why for why in get_args(Unread)}
_BY_HEADER = ("header", "part", "alike")
_NAMING = frozenset({"name", "ags", "household_id", "state", "place", "wish_ags", "note"})


@dataclass(frozen=True)
class Suggestion:
    """One column of a file: what it probably means, how sure that is (0 to 1), by what, and some cells.

    `why` is header, part, alike, content, taught, personal, technical, taken or none. Columns that are not
    read show no cells.
    """

    file: str
    sheet: str | None
    kind: Kind
    source: str
    target: str | None
    sure: float
    why: str
    examples: tuple[str, ...] = ()

    @property
    def unread(self) -> Unread | None:
        """Why the column is not read, None if it is."""
        return _UNREAD.get(self.why) if self.target is None else None


@dataclass(frozen=True)
class Proposal:
    """The mapping as it would be, the reasons column by column, and what no column says."""

    mapping: Mapping
    suggestions: tuple[Suggestion, ...]
    missing: tuple[Constant, ...]


def propose(
    tables: Sequence[Table], catalogue: Catalogue, asked: Asked | None = None, told: Taught | None = None
) -> Proposal:
    """The most likely mapping of the tables; `asked` says what they are where somebody knows.

    `told` is what was confirmed for other files.
    """
    kinds = _kinds(tables, catalogue, asked)
    columns = [_columns(table, kind, catalogue, told) for table, kind in zip(tables, kinds, strict=True)]
    for at in _without_household(tables, kinds, columns):
        kinds[at], columns[at] = "persons", _columns(tables[at], "persons", catalogue, told)
    uses: dict[str, TableUse] = {}
    for table, kind, found in zip(tables, kinds, columns, strict=True):
        said = tuple(_use(one, catalogue) for one in found)
        uses.setdefault(shape_of(table), TableUse(shape=shape_of(table), kind=kind, columns=said))
    mapping = Mapping(tables=tuple(uses.values()))
    return Proposal(mapping, tuple(s for found in columns for s in found), missing_constants(mapping))


def _without_household(
    tables: Sequence[Table], kinds: Sequence[Kind], columns: Sequence[Sequence[Suggestion]]
) -> Iterator[int]:
    """Tables of members of which no household is in a table of households: their rows say all there is."""
    ids = [_ids(table, found) for table, found in zip(tables, columns, strict=True)]
    known = {one for kind, found in zip(kinds, ids, strict=True) if kind == "households" for one in found}
    for at, kind in enumerate(kinds):
        if kind == "members" and ids[at] and not ids[at] & known:
            yield at


def _ids(table: Table, found: Sequence[Suggestion]) -> set[str]:
    source = next((one.source for one in found if one.target == "household_id"), None)
    return {look(line.cells[source]) for line in table.lines if line.cells.get(source)} if source else set()


def _use(said: Suggestion, catalogue: Catalogue) -> ColumnUse:
    """The column as it would be read, and what of that is to be asked about once."""
    use = ColumnUse(source=said.source, target=said.target, unread=said.unread)
    if said.why == "taught":
        return use.model_copy(update={"taught": said.target})
    named = said.target if said.why in _BY_HEADER else None
    more = named is not None and says_more(said.source, named, said.kind, catalogue)
    return use.model_copy(update={"partly": said.target}) if more else use


def missing_constants(mapping: Mapping) -> tuple[Constant, ...]:
    """What every household needs and a table of them has no column for, nor a constant says it."""
    asked = [use for use in mapping.tables if use.kind in ("households", "persons")]
    missing = {name: None for use in asked for name in _unsaid({column.target for column in use.columns})}
    return tuple(name for name in _NEEDED if name in missing and name not in mapping.constants)


def _unsaid(said: set[str | None]) -> tuple[Constant, ...]:
    return tuple(name for name in (_NEEDED[:1] if "place" in said else _NEEDED) if name not in said)


_NEEDED: tuple[Constant, ...] = ("consent", "lat", "lon")


def _kinds(tables: Sequence[Table], catalogue: Catalogue, asked: Asked | None) -> list[Kind]:
    kinds = [_kind(table, catalogue, asked) for table in tables]
    if "households" not in kinds:
        kinds = ["persons" if kind == "members" else kind for kind in kinds]
    return kinds


def _kind(table: Table, catalogue: Catalogue, asked: Asked | None) -> Kind:
    if table.parent is not None:
        return "members"
    possible: tuple[Kind, ...] = ("households", "members", "persons", "municipalities", "units")
    if asked is not None:
        possible = tuple(k for k in possible if (k in OF_PLACES) == (asked == "municipalities"))
    found = {kind: _columns(table, kind, catalogue) for kind in possible}
    best = max(possible, key=lambda kind: _weight(kind, found[kind]))
    if best == "persons" and not {"age", *FORGOTTEN} & {s.target for s in found[best]}:
        best = "households"
    return "ignored" if _only_contacts(found[best]) else best


def _weight(kind: Kind, found: Iterable[Suggestion]) -> float:
    """How much of a table makes sense as this kind of table."""
    listed = list(found)
    weight = sum(s.sure for s in listed if s.target is not None)
    of_kind = {"municipalities": {"ags", "name"}, "households": {"household_id"}, "units": {"unit", "ags"}}
    ids = of_kind.get(kind, {"household_id", "age"})
    said = {s.target for s in listed}
    named = ids & said
    if kind in ("members", "persons") and not {"age", *FORGOTTEN} & said:
        return 0.0
    if kind == "units" and not ("type" in said and said & {"unit", "beds", "rooms"}):
        return 0.0
    return weight + 0.5 * len(named) - (0.1 if kind == "persons" else 0.0)


def _only_contacts(found: Sequence[Suggestion]) -> bool:
    """A table of names and telephone numbers says nothing else; it is not read."""
    told = {s.target for s in found if s.target is not None}
    return any(s.why == "personal" for s in found) and told <= _NAMING


def _columns(table: Table, kind: Kind, catalogue: Catalogue, told: Taught | None = None) -> list[Suggestion]:
    """What each column means; each of our columns that takes one answer is given to the likeliest."""
    own = targets(kind, catalogue) if kind != "ignored" else {}
    of_survey = is_of_survey(table.columns)
    options = {s: _options(table, s, kind, own, catalogue, of_survey=of_survey) for s in table.columns}
    for source, found in options.items():
        if (target := (told or {}).get((kind, fold(source)))) in own:
            options[source] = _with_taught(found, target, fits(sample(table, source), own[target]))
    given: dict[str, HeaderMatch] = {}
    taken: set[str] = set()
    ranked = [(like, source) for source, found in options.items() for like in found if like.target]
    for like, source in sorted(ranked, key=lambda pair: -pair[0].sure):
        if like.sure < SURE_ENOUGH or source in given or like.target in taken:
            continue
        given[source] = like
        taken |= set() if own[like.target].several else {like.target}
    if kind in ("households", "persons") and "household_id" not in taken:
        spare = (name for name in table.columns if fold(name) in words("survey_ids") and name not in given)
        given |= {
            name: HeaderMatch("household_id", SURE_ENOUGH, "header") for name in [next(spare, "")] if name
        }
    return [_suggestion(table, kind, source, given.get(source), options[source]) for source in table.columns]


def _options(
    table: Table, source: str, kind: Kind, own: dict[str, Target], catalogue: Catalogue, *, of_survey: bool
) -> list[HeaderMatch]:
    if not source:
        return []
    if source == table.parent and "household_id" in own:
        return [HeaderMatch("household_id", 1.0, "header")]
    found = likenesses(source, kind, catalogue) if own else []
    exact = bool(found) and found[0].sure >= 0.95
    if is_personal(source, kind) and not (exact and not is_personal(found[0].target, kind)):
        return [HeaderMatch("", 1.0, "personal")]
    state = bool(found) and found[0].target == "status"
    if not state and is_technical(source, of_survey=of_survey) and (source[0] == "_" or not exact):
        return [HeaderMatch("", 1.0, "technical")]
    cells = sample(table, source)
    weighed = [
        HeaderMatch(like.target, _weighed(like.sure, fits(cells, own[like.target])), like.why)
        for like in found
    ]
    if not any(like.sure >= SURE_ENOUGH for like in weighed):
        weighed += by_content(cells, own)
    return sorted(weighed, key=lambda like: -like.sure)


def _with_taught(found: Sequence[HeaderMatch], target: str, share: float) -> list[HeaderMatch]:
    """The header's meanings with the confirmed one, unless the header itself says another, or is not read."""
    if any(not like.target or like.sure >= STRIPPED for like in found):
        return list(found)
    return sorted([*found, HeaderMatch(target, SURE * share, "taught")], key=lambda like: -like.sure)


def _weighed(sure: float, share: float) -> float:
    """A header's likeness, less where the cells do not bear it out; a header that says it exactly is kept."""
    return sure * (0.6 + 0.4 * share) if sure == EXACT else sure * (0.5 + 0.5 * share)


def _suggestion(
    table: Table, kind: Kind, source: str, given: HeaderMatch | None, options: Sequence[HeaderMatch]
) -> Suggestion:
    unread = next((o for o in options if not o.target), None)
    if unread is not None and given is None:
        return Suggestion(table.file, table.sheet, kind, source, None, unread.sure, unread.why)
    if given is None:
        taken = bool(options) and options[0].sure >= SURE_ENOUGH
        return Suggestion(table.file, table.sheet, kind, source, None, 0.0, "taken" if taken else "none")
    distinct = dict.fromkeys(line.cells[source] for line in table.lines[:LOOKED_AT] if line.cells.get(source))
    shown = (
        ()
        if given.target in (*PRIVATE, *FORGOTTEN)
        else tuple(quoted_as(given.target, text) for text in list(distinct)[:EXAMPLES])
    )
    return Suggestion(
        table.file, table.sheet, kind, source, given.target, round(given.sure, 2), given.why, shown
    )
