"""What a coordinator changes in the catalogue: as data, applied and checked as a whole."""

from typing import Any

from pydantic import JsonValue

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.reading import checked
from rematch.errors import DataErrors, Finding
from rematch.model import CriterionId, Frozen

WHERE = "criteria.toml"
Entry = dict[str, JsonValue]


class Edits(Frozen):
    """Values by criterion and dotted key (`label.de`, `params.half`), new fields and criteria, removed ones.

    A value of None takes the key out, so that its default holds again.
    """

    changed: dict[CriterionId, Entry] = {}
    fields: tuple[Entry, ...] = ()
    criteria: tuple[Entry, ...] = ()
    removed: tuple[CriterionId, ...] = ()

    def with_change(self, criterion: CriterionId, key: str, value: JsonValue) -> "Edits":
        """These edits and one more value."""
        entry = {**self.changed.get(criterion, {}), key: value}
        return self.model_copy(update={"changed": {**self.changed, criterion: entry}})

    def with_new(self, criterion: Entry, fields: tuple[Entry, ...] = ()) -> "Edits":
        """These edits, one criterion more and the fields that came with it."""
        update = {"criteria": (*self.criteria, criterion), "fields": (*self.fields, *fields)}
        return self.model_copy(update=update)


def edited(catalogue: Catalogue, edits: Edits) -> Catalogue:
    """The catalogue with these edits; raises DataErrors naming every fault they would bring."""
    tables = catalogue.model_dump(mode="json", exclude_unset=True)
    known = {entry["id"] for entry in tables["criteria"]}
    for criterion in [*edits.changed, *edits.removed]:
        if criterion not in known:
            raise DataErrors([Finding(WHERE, None, criterion, "catalogue.unknown_name", {"name": criterion})])
    kept = [entry for entry in tables["criteria"] if entry["id"] not in edits.removed]
    for entry in kept:
        for key, value in edits.changed.get(entry["id"], {}).items():
            _put(entry, key, value)
    tables["criteria"] = [*kept, *edits.criteria]
    tables["fields"] = [*tables["fields"], *edits.fields]
    return checked(tables, WHERE)


def replaces(old: Catalogue, new: Catalogue) -> None:
    """Raise DataErrors where a field that profiles may carry answers to is gone or of another kind."""
    findings = []
    for field in old.fields:
        other = new.field_by_id.get(field.id)
        if other is None:
            findings.append(Finding(WHERE, None, field.id, "catalogue.field_gone"))
        elif (other.of, other.type) != (field.of, field.type):
            findings.append(Finding(WHERE, None, field.id, "catalogue.field_changed"))
    if findings:
        raise DataErrors(findings)


def _put(entry: dict[str, Any], key: str, value: JsonValue) -> None:
    first, _, rest = key.partition(".")
    if rest:
        inner = dict(entry.get(first) or {})
        _put(inner, rest, value)
        entry[first] = inner
    elif value is None:
        entry.pop(first, None)
    else:
        entry[first] = value


class Change(Frozen):
    """One key of one criterion that differs; None: the criterion or the key is not there."""

    criterion: CriterionId
    key: str
    before: JsonValue
    after: JsonValue


def changes(old: Catalogue, new: Catalogue) -> tuple[Change, ...]:
    """What differs between two catalogues' criteria, key by key, in the order of the new one."""
    return tuple(
        Change(criterion=name, key=key, before=before.get(key), after=after.get(key))
        for name, before, after in _paired(old, new)
        for key in dict.fromkeys([*after, *before])
        if before.get(key) != after.get(key)
    )


def _paired(old: Catalogue, new: Catalogue) -> list[tuple[CriterionId, Entry, Entry]]:
    """Both sides of every criterion; of one that is on one side only, its label alone stands for it."""
    pairs: list[tuple[CriterionId, Entry, Entry]] = []
    for name in dict.fromkeys([*new.by_id, *old.by_id]):
        sides = [
            side.by_id[name].model_dump(mode="json") if name in side.by_id else None for side in (old, new)
        ]
        before, after = ({"label": side["label"]} if side and None in sides else side or {} for side in sides)
        pairs.append((name, before, after))
    return pairs
