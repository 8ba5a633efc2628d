"""Amounts of a preview in words."""

from rematch.report.wording.words import units
from rematch.service.municipality import ResourceNeed, ShownAmount
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import number, t


def amount_words(amount: ShownAmount) -> str:
    """11, under 5, or 10 to 19."""
    if amount.exact:
        return number(amount.at_least)
    if amount.at_least == 0:
        return t("preview.under", below=amount.below)
    return t("preview.band", low=amount.at_least, high=amount.most)


def units_words(need: ResourceNeed) -> str:
    """The amount with its unit: 2 places in primary school, under 5 places in primary school."""
    if need.needed.exact:
        return units(need.resource, need.needed.at_least, here().catalogue, state.language())
    many = here().catalogue.resource_by_id[need.resource].many.in_(state.language())
    return f"{amount_words(need.needed)} {many}"


def stated_words(need: ResourceNeed) -> str:
    """What the municipality states of it."""
    return t("preview.no_limit") if need.stated is None else number(need.stated)
