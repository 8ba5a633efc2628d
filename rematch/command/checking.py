"""A stored run on the command line: its plan and its proofs checked again, without a solver."""

import argparse
from collections.abc import Iterator

from rematch.command.output import Output
from rematch.command.storing import open_to_read
from rematch.service.session import RunCheck, check_run

EXAMPLES = 20
"""Broken rules that are named before only their number is told."""


def verify(args: argparse.Namespace, output: Output) -> int:
    """Check a stored run without a solver; exit code 1 where it is not what was recorded."""
    with open_to_read(args, output) as store:
        found = check_run(store, args.run, solve_again=args.again)
    content = {
        "run": found.run.run_id,
        "ok": found.ok,
        "violations": [{"code": v.code, **v.params} for v in found.check.violations],
        "differs": found.differs,
        "refit": found.refit,
        "solved_again": args.again,
        "objective": found.check.objective,
        "recorded_objective": found.run.objective,
        "persons_placed": found.check.persons_placed,
        "bound_without_solver": found.bound,
        "gap_without_solver": found.gap,
        "best_proof": _best(found),
        "later_proofs": len(found.proofs) - 1,
        "versions": {"recorded": found.run.versions.model_dump(), "now": found.versions_now.model_dump()},
    }
    output.result(content, [*_lines(found, output), *_proof_lines(found, output)])
    return 0 if found.ok else 1


def _best(found: RunCheck) -> dict[str, object]:
    proof = found.best.proof
    return {
        "later": proof is not found.run,
        "created_at": _when(found),
        "status": proof.status,
        "proof": proof.proof,
        "bound": proof.bound,
        "gap": proof.gap,
        "persons": found.best.persons,
        "shortfall": found.best.shortfall,
    }


def _when(found: RunCheck) -> str:
    return found.best.at.isoformat(timespec="seconds")


def _lines(found: RunCheck, output: Output) -> Iterator[str]:
    violations = found.check.violations
    as_it_is = "check.refit" if found.refit else "check.ok"
    yield output.say(as_it_is if found.ok else "check.failed", run=found.run.run_id)
    for violation in violations[:EXAMPLES]:
        params = ", ".join(f"{name} {value}" for name, value in violation.params.items())
        yield output.say("check.violation", rule=violation.code, params=params)
    if len(violations) > EXAMPLES:
        yield output.say("check.more", count=len(violations) - EXAMPLES)
    for name in found.differs:
        yield output.say(f"check.differs.{name}")
    if found.run.versions != found.versions_now:
        yield output.say("check.versions")


def _proof_lines(found: RunCheck, output: Output) -> Iterator[str]:
    """How well each level is proven: by counting and prices alone, or by the solver's word."""
    best = found.best
    if found.refit:
        return
    yield output.say(f"check.persons.{best.persons}")
    yield output.say(f"check.shortfall.{best.shortfall}")
    if found.gap is not None:
        yield output.say("check.value", gap=output.gap(found.gap))
    if best.proof.status == "optimal" and best.proof.proof == "solver":
        yield output.say("check.solver")
    if best.proof is not found.run:
        yield output.say("check.later", at=_when(found))
