"""Releases on the command line: one made of a stored run, and those there are."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rematch import bootstrap
from rematch.command.output import Output
from rematch.command.storing import chosen_cohort, open_kept, open_to_read
from rematch.errors import RematchError
from rematch.model import CohortId, CriterionId, Viewer
from rematch.report.wording.words import criterion_label
from rematch.scenario import Scenario
from rematch.service.administration import Store
from rematch.service.municipality import InForce, Release, ReleaseOutcome, proposals_of_run, publish
from rematch.texts import listing

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue


def release(args: argparse.Namespace, output: Output) -> int:
    """Release a stored run to municipalities; exit code 1 where something holds it up, all of it named."""
    catalogue = bootstrap.open_catalogue(args.db)
    with open_kept(args) as store:
        cohort = chosen_cohort(args, store)
        run, scenario = _asked(args, store, cohort)
        found = proposals_of_run(store, run, Viewer()) if args.changes else {}
        outcome = publish(
            store,
            run,
            InForce(scenario, store.data_fingerprint(cohort), catalogue.fingerprint),
            Viewer(),
            state="decided" if args.decided else "provisional",
            reason=args.reason,
            by=args.by,
            could_change=found,
        )
        head = store.journal_head()
    if args.changes and not found:
        output.line(output.text("release.changes.real"))
    for line in _held_up(outcome, catalogue, output):
        output.line(line)
    said = [*_told(outcome.release, output)]
    if found and outcome.release is not None:
        said.append(output.text("release.changes.found", count=len(found)))
    if outcome.release is not None:
        said.append(output.say("journal_head", head=head))
    content = {**_content(run, outcome), "could_change": found, "journal_head": head}
    output.result(content, said)
    return 1 if outcome.holds else 0


def releases(args: argparse.Namespace, output: Output) -> None:
    """List the releases of a cohort, oldest first."""
    with open_to_read(args, output) as store:
        cohort = chosen_cohort(args, store)
        store.data_fingerprint(cohort)
        found = store.releases(cohort)
    lines = [line for one in found for line in _told(one, output)]
    content = {"cohort": cohort, "releases": [one.model_dump(mode="json") for one in found]}
    output.result(content, lines or [output.say("release.none", cohort=cohort)])


def _asked(args: argparse.Namespace, store: Store, cohort: CohortId) -> tuple[str, Scenario]:
    """The run named, else the last one of what is decided, and what that is.

    Decided is what stands in the working session that was last worked on and not put away; where there is
    none, what the run was made with.
    """
    runs = [one for one in store.runs(cohort) if args.run in (None, one.run_id)]
    if not runs:
        code = "store.no_run" if args.run else "cli.nothing_to_release"
        raise RematchError(code, run=args.run)
    decided = _decided(store, cohort)
    if decided is None:
        return runs[-1].run_id, store.run(runs[-1].run_id).scenario
    of_it = [one for one in runs if one.scenario_fingerprint == decided.fingerprint]
    return (of_it or runs)[-1].run_id, decided


def _decided(store: Store, cohort: CohortId) -> Scenario | None:
    opened = [one for one in store.sessions(cohort) if one.state == "open"]
    found = store.session(cohort, opened[0].key) if opened else None
    if found is None:
        return None
    session, steps = found
    return steps[-1].after if steps else session.begun


def _content(run: str, outcome: ReleaseOutcome) -> dict[str, object]:
    gate = outcome.gate
    return {
        "release": outcome.release.model_dump(mode="json") if outcome.release else None,
        "run": run,
        "held_up_by": outcome.holds,
        "open": gate.open,
        "unanswered": gate.unanswered,
        "unchecked": [{"household": household, "municipality": ags} for household, ags in gate.unchecked],
        "unconsidered": gate.unconsidered,
        "off": gate.off,
    }


def _told(release: Release | None, output: Output) -> Iterator[str]:
    if release is None:
        return
    by = output.text("release.by.name", name=release.by) if release.by else output.text("release.by.nobody")
    state = output.text(f"release.state.{release.state}")
    yield output.say(
        "release.line", number=release.number, at=release.at, state=state, run=release.run, by=by
    )
    if release.unconsidered:
        yield output.say("release.unconsidered", count=release.unconsidered)
    if release.reason:
        yield output.say("release.reason", reason=release.reason)


def _held_up(outcome: ReleaseOutcome, catalogue: "Catalogue", output: Output) -> Iterator[str]:
    """Each thing that holds it up, then who is concerned, one line each."""

    def named(names: tuple[CriterionId, ...]) -> str:
        return listing((criterion_label(name, catalogue, output.lang) for name in names), output.lang)

    gate = outcome.gate
    for code in outcome.holds:
        yield f"{output.say('error')} {output.text(f'release.hold.{code}')}"
        if code == "unanswered":
            yield from (f"  {household}: {named(names)}" for household, names in gate.unanswered.items())
        if code == "unchecked":
            yield from (f"  {household}: {ags}" for household, ags in gate.unchecked)
        if code == "unconsidered":
            yield from (f"  {household}: {named(names)}" for household, names in gate.unconsidered.items())
