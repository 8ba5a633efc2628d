"""A changed key of a criterion in words."""

from typing import TYPE_CHECKING

from pydantic import JsonValue

from rematch.service.criteria import CatalogueChange
from rematch.texts import FALLBACK, wording
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import number, t

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue

KEYS = (
    "group",
    "side",
    "label",
    "has",
    "lacks",
    "question",
    "purpose",
    "need",
    "offer",
    "applies",
    "measure",
    "params",
    "members",
    "rule",
    "resource",
    "hard",
    "fails_at",
    "protective",
    "modifies",
    "weight",
    "on",
    "art9",
    "source",
    "unknown",
)
"""Every key of a criterion but its id."""


def change(one: CatalogueChange, drafted: "Catalogue") -> dict[str, object]:
    """One row: criterion, what of it, before and after."""
    criterion = drafted.by_id.get(one.criterion) or here().catalogue.by_id[one.criterion]
    return {
        "criterion": criterion.label.in_(state.language()),
        "key": t(f"criteria.key.{one.key}"),
        "before": value(one.before),
        "after": value(one.after),
    }


def value(found: JsonValue) -> str:
    """A value of the catalogue as text."""
    if found is None:
        return "–"
    if isinstance(found, bool):
        return t("criteria.yes") if found else t("criteria.no")
    if isinstance(found, int | float):
        return number(found, 0 if float(found).is_integer() else 1)
    if isinstance(found, dict):
        if set(FALLBACK) <= found.keys():
            return wording({lang: str(words) for lang, words in found.items()}, state.language())
        return ", ".join(
            f"{key}: {value(inner)}" for key, inner in found.items() if inner not in (None, [], False)
        )
    if isinstance(found, list):
        return "; ".join(value(inner) for inner in found)
    return found
