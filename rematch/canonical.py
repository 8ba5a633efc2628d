"""What is stored and fingerprinted, in a form that outlives names and additions of the program (ADR 19).

A field keeps the name it is stored under: one that is renamed says so as its alias, one that is added has a
default and is left out while it stands there. So neither changes a fingerprint or an old file.
"""

import hashlib
import json
from collections.abc import Collection
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, JsonValue, ValidationError
from pydantic_core import from_json

from rematch.errors import Unreadable

VERSION = 1
"""Of the form. A newer one says so under "version"; raise it where what a stored name says would change."""

FIRST: dict[str, str] = {
    "Member": "number role age sex answers",
    "Household": (
        "id lat lon place available_from consent wish_ags "
        "excluded_ags linked_hard linked_soft apart answers priorities members"
    ),
    "Municipality": (
        "ags name state lat lon population pledge_min pledge_max capacity offers as_of priorities"
    ),
    "Unit": "unit site count type rooms beds step_free protected_for pets open_to free_from free_to",
    "Cohort": "id name invented as_of seed",
    "Profiles": "cohort households municipalities",
    "Viewer": "name role",
    "Pin": "household ags reason",
    "Veto": "household ags reason",
    "HeldPrice": "ags resource unit price",
    "HeldPrices": "share prices estimate",
    "Policy": "per members kappa fairness fairness_share fairness_depth prefer_few_changes",
    "Scenario": (
        "version weights groups switches pins vetoes apart not_this_round limits pledges closed policy seed"
    ),
    "Versions": "rematch pulp highspy python",
    "RunRecord": (
        "versions status proof bound gap seconds persons_bound persons_proof shortfall_bound "
        "shortfall_proof prices run_id cohort created_at viewer why scenario data_fingerprint "
        "catalogue_fingerprint catalogue objective persons_placed shortfall start previous solver assignments"
    ),
    "LaterProof": (
        "versions status proof bound gap seconds persons_bound "
        "persons_proof shortfall_bound shortfall_proof prices run_id created_at viewer"
    ),
    "Release": "cohort number run at by state off unconsidered unanswered unchecked reason",
    "OfferRound": "cohort number name opened_at",
    "OfferPart": "criterion side score part",
    "Offer": (
        "cohort number round household ags run at persons unit needs "
        "fit people parts stated profile text_version"
    ),
    "ProcessEvent": (
        "cohort seq at by role round machine subject event state day reason words "
        "last_day run profile because"
    ),
    "AnswerSheet": "adult at by day outcome lang answers",
    "Evaluation": "cohort offer wave sheets",
    "Workshop": "number code name cohort data catalogue opened_at delete_on stage round revealed closes_at",
    "Guest": "number role paper joined_at",
    "Ballot": "swings step sent at",
    "GivenReason": "topic side text hidden",
    "JournalLine": "seq at viewer role action token run details previous sealed hash cohort",
    "ColumnUse": "source target words decimal unread",
    "TableUse": "shape kind columns",
    "Mapping": "tables constants",
    "Form": "kind id subject lang everything section left row members declined",
    "Label": "de en",
    "Option": "id label",
    "Field": "id of type label unit low high options codes",
    "Group": "id label",
    "Demand": "per field type age at_most",
    "Resource": "id label one many binds criterion demand protective",
    "Term": "field low high better",
    "Condition": "codes spoken level each_level field states",
    "Params": "terms half same_km wait wait_half span at_least any always_offered invert",
    "Criterion": (
        "id group side label question purpose need offer applies measure params "
        "members rule resource hard fails_at protective modifies weight on art9 source"
    ),
    "Catalogue": "groups fields resources criteria",
}
"""By the class's name: what each form held, by its stored names, before anything was added. Never grows."""

Model = TypeVar("Model", bound=BaseModel)


def canonical(model: BaseModel, *, without: Collection[str] = ()) -> dict[str, JsonValue]:
    """The model as JSON under its stored names, without what was added later and is at its default.

    `without` leaves out fields by their stored names.
    """
    names = _stored_names(type(model))
    left_out = {name for name, stored in names.items() if stored in without}
    return dict(_kept(model, model.model_dump(mode="json", by_alias=True, exclude=left_out)))


def canonical_text(model: BaseModel, *, without: Collection[str] = (), indent: int | None = None) -> str:
    """The same as text."""
    return json.dumps(canonical(model, without=without), ensure_ascii=False, indent=indent)


def read(model: type[Model], content: str | bytes | dict[str, Any]) -> Model:
    """The model a canonical form of any known version stands for, as text or parsed.

    Raises Unreadable, and gives nothing then: stored.newer where the form is of a version not known here,
    else stored.unreadable with the place of the first fault.
    """
    found = content if isinstance(content, dict) else _parsed(content)
    version = found.get("version", VERSION) if isinstance(found, dict) else VERSION
    if type(version) is int and version > VERSION:
        raise Unreadable("stored.newer", found=version, known=VERSION)
    try:
        return model.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "JSON"
        raise Unreadable("stored.unreadable", where=where, why=first["type"]) from error


@cache
def first_names(model: type[BaseModel]) -> tuple[str, ...]:
    """The stored names in the first version of a form, in their order; a derived class has the same."""
    return next(tuple(FIRST[one.__name__].split()) for one in model.__mro__ if one.__name__ in FIRST)


def fingerprint(content: object) -> str:
    """Sixteen hex digits of the SHA-256 of JSON content, whatever the order of its keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _parsed(content: str | bytes) -> Any:
    try:
        return from_json(content)
    except ValueError as error:
        raise Unreadable("stored.unreadable", where="JSON", why="json_invalid") from error


def _kept(value: object, dumped: Any) -> Any:
    """What stays of a dumped value: everything but later additions at their default, at any depth."""
    if isinstance(value, BaseModel):
        later, nested = _later(type(value)), _nested(type(value))
        declared = {
            stored: _kept(getattr(value, name), dumped[stored]) if name in nested else dumped[stored]
            for name, stored in _stored_names(type(value)).items()
            if stored in dumped and not (name in later and getattr(value, name) == later[name])
        }
        return declared | {name: dumped[name] for name in value.model_extra or ()}
    if isinstance(value, tuple | list):
        return [_kept(one, part) for one, part in zip(value, dumped, strict=True)]
    if isinstance(value, dict):
        return {
            key: _kept(one, part) for one, (key, part) in zip(value.values(), dumped.items(), strict=True)
        }
    return dumped


@cache
def _stored_names(model: type[BaseModel]) -> dict[str, str]:
    """The stored name of each field: its alias, where it was renamed."""
    return {name: field.alias or name for name, field in model.model_fields.items()}


@cache
def _nested(model: type[BaseModel]) -> frozenset[str]:
    """The fields with other models in them."""
    return frozenset(name for name, field in model.model_fields.items() if _holds_models(field.annotation))


def _holds_models(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(_holds_models(part) for part in get_args(annotation))


@cache
def _later(model: type[BaseModel]) -> dict[str, object]:
    """The fields that were added after the first version, with their defaults."""
    first = first_names(model)
    return {
        name: field.get_default(call_default_factory=True)
        for name, field in model.model_fields.items()
        if not field.is_required() and _stored_names(model)[name] not in first
    }
