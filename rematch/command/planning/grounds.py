"""Special categories of real people on the command line: what for is kept before they are planned with."""

import argparse
from collections.abc import Collection
from typing import TYPE_CHECKING

from rematch.command.output import Output
from rematch.errors import RematchError
from rematch.model import CohortId, CriterionId, Viewer
from rematch.report.wording.words import criterion_label
from rematch.scenario import Scenario
from rematch.service.administration import Store
from rematch.service.criteria import newly_special
from rematch.service.working import SWITCHED_ON, Grounds, note_grounds
from rematch.texts import listing

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue


def keep_grounds(
    args: argparse.Namespace, store: Store, cohort: CohortId, wished: tuple[Scenario, "Catalogue"], to: Output
) -> None:
    """Note in the journal what the options say; raises cli.grounds_needed where they do not say all of it."""
    found = _special(store, cohort, *wished)
    said = [" ".join(words.split()) for words in (args.purpose, args.legal_basis, args.decided_by)]
    if found and not all(said):
        raise RematchError("cli.grounds_needed", criteria=_named(found, wished[1], to))
    if found:
        given = Grounds(purpose=said[0], basis=said[1], by=said[2])
        note_grounds(store, Viewer(), cohort, found, given)


def ask_journal(store: Store, cohort: CohortId, wished: tuple[Scenario, "Catalogue"], to: Output) -> None:
    """Raises cli.grounds_not_kept where the journal does not say what for."""
    found = _special(store, cohort, *wished)
    lines = store.journal(cohort) if found else ()
    kept = [line.details.get("criteria") for line in lines if line.action == SWITCHED_ON]
    if missing := [name for name in found if not any(isinstance(one, list) and name in one for one in kept)]:
        raise RematchError("cli.grounds_not_kept", criteria=_named(missing, wished[1], to))


def refuse_in_folder(invented: bool, wished: tuple[Scenario, "Catalogue"], to: Output) -> None:
    """Raises cli.grounds_no_journal: a folder keeps nothing."""
    found = () if invented else newly_special(Scenario(), *wished)
    if found:
        raise RematchError("cli.grounds_no_journal", criteria=_named(found, wished[1], to))


def _special(
    store: Store, cohort: CohortId, scenario: Scenario, catalogue: "Catalogue"
) -> tuple[CriterionId, ...]:
    real = any(one.cohort == cohort and not one.invented for one in store.cohorts())
    return newly_special(Scenario(), scenario, catalogue) if real else ()


def _named(found: Collection[CriterionId], catalogue: "Catalogue", to: Output) -> str:
    return listing((criterion_label(name, catalogue, to.lang) for name in found), to.lang)
