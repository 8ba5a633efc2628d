"""Amounts of a preview in words."""

from typing import TYPE_CHECKING

from rematch.report.wording.words import units
from rematch.service.municipality import ResourceNeed, ShownAmount
from rematch.ui.shell import state
from rematch.ui.words import number, plain, t

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue


def amount_words(amount: ShownAmount) -> str:
    """11, up to 9, or 5 to 14."""
    if amount.exact:
        return number(amount.at_least)
    if amount.at_least == 0:
        return t("preview.up_to", most=amount.most)
    return t("preview.band", low=amount.at_least, high=amount.most)


def units_words(need: ResourceNeed, catalogue: "Catalogue") -> str:
    """The amount with its unit: 2 places in primary school, 5 to 14 places in primary school."""
    if need.needed.exact:
        return plain(units(need.resource, need.needed.at_least, catalogue, state.language()))
    many = catalogue.resource_by_id[need.resource].many.in_(state.language())
    return f"{amount_words(need.needed)} {plain(many)}"


def stated_words(need: ResourceNeed) -> str:
    """What the municipality offers of it; nothing said is no limit, but for what has to be stated."""
    return t("preview.not_stated") if need.stated is None and need.served else offered_words(need.stated)


def offered_words(stated: float | None) -> str:
    """A number of units offered."""
    return t("preview.no_limit") if stated is None else number(stated)


def planned_words(need: ResourceNeed) -> str:
    """What the plan sets aside: of what is not offered, nothing."""
    return amount_words(need.planned) if need.offered else number(0)


def missing_words(need: ResourceNeed) -> str:
    """What is surely missing; a dash where nothing is, or where the amounts leave it open."""
    if not need.missing:
        return "–"
    return number(need.missing) if need.needed.exact else t("preview.at_least", count=int(need.missing))
