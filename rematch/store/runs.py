"""Runs and their later proofs: kept and asked for, as rows and back."""

import json

from pydantic import JsonValue

from rematch.canonical import canonical_text, read
from rematch.errors import RematchError
from rematch.model import CohortId
from rematch.rights import COORDINATION, OVERSEEING, READING, may
from rematch.store import journal
from rematch.store.database import Database, Row, Statements
from rematch.store.kept import known_cohort
from rematch.store.records import LaterProof, RunRecord, RunSummary

_APART = {"catalogue", "assignments"}
"""Fields with a table of their own: the catalogue is the same for many runs."""


class RunItems:
    """The part of the store for runs and their proofs; each write is one transaction, with store codes."""

    _database: Database

    @may(COORDINATION)
    def record_run(self, record: RunRecord) -> None:
        """Keep a run with its assignments and note it in the journal; runs are never changed."""
        with self._database.writing(cohorts=False) as statements:
            token = known_cohort(statements, record.cohort)["token"]
            insert(statements, record)
            details: dict[str, JsonValue] = {
                "scenario": record.scenario_fingerprint,
                "data": record.data_fingerprint,
            }
            journal.append(
                statements, record.viewer, record.why, token=token, run=record.run_id, details=details
            )

    @may(READING)
    def run(self, run_id: str) -> RunRecord:
        """The run as it was recorded."""
        with self._database.reading() as statements:
            return select(statements, run_id)

    @may(COORDINATION)
    def add_proof(self, proof: LaterProof) -> None:
        """Keep a later proof beside its run, which stays as it is, and note it in the journal."""
        with self._database.writing(cohorts=False) as statements:
            token = known_cohort(statements, insert_proof(statements, proof))["token"]
            details: dict[str, JsonValue] = {"proof": proof.proof, "gap": proof.gap}
            journal.append(statements, proof.viewer, "proof", token=token, run=proof.run_id, details=details)

    @may(READING)
    def proofs(self, run_id: str) -> tuple[LaterProof, ...]:
        """The later proofs of a run, oldest first."""
        with self._database.reading() as statements:
            return select_proofs(statements, run_id)

    @may(OVERSEEING)
    def runs(self, cohort: CohortId) -> tuple[RunSummary, ...]:
        """The cohort's runs, oldest first."""
        with self._database.reading() as statements:
            return tuple(RunSummary.model_validate(row) for row in statements.run("runs", cohort=cohort))


def insert(statements: Statements, record: RunRecord) -> None:
    """Write a run that is not there yet, over data that is."""
    if statements.one("has_run", run=record.run_id):
        raise RematchError("store.run_exists", run=record.run_id)
    if not statements.one("has_dataset", cohort=record.cohort, data=record.data_fingerprint):
        raise RematchError("store.no_data", cohort=record.cohort, data=record.data_fingerprint)
    columns = set(RunSummary.model_fields) - {"run_id", "viewer", "role"}
    row = {column: getattr(record, column) for column in columns}
    row |= {
        "run": record.run_id,
        "created_at": record.created_at.isoformat(),
        "viewer": record.viewer.name,
        "role": record.viewer.role,
        "content": canonical_text(record, without=_APART),
    }
    statements.run("insert_run", **row)
    about = {"cohort": record.cohort, "fingerprint": record.catalogue_fingerprint}
    if not statements.one("has_catalogue", **about):
        content = json.dumps(record.catalogue, ensure_ascii=False)
        statements.run("insert_catalogue", content=content, **about)
    if record.assignments:
        statements.run(
            "insert_run_assignments",
            cohort=record.cohort,
            run=record.run_id,
            position=list(range(len(record.assignments))),
            household=list(record.assignments),
            ags=list(record.assignments.values()),
        )


def select(statements: Statements, run_id: str) -> RunRecord:
    """The run as it was recorded; raises store.no_run."""
    row = _there(statements, run_id)
    catalogue = statements.run("catalogue", cohort=row["cohort"], fingerprint=row["catalogue_fingerprint"])
    assignments = statements.run("run_assignments", run=run_id)
    return read(
        RunRecord,
        json.loads(row["content"])
        | {
            "catalogue": json.loads(catalogue[0]["content"]),
            "assignments": {line["household"]: line["ags"] for line in assignments},
        },
    )


def insert_proof(statements: Statements, proof: LaterProof) -> CohortId:
    """Write a proof beside its run and return the run's cohort; raises store.no_run."""
    run = _there(statements, proof.run_id)
    statements.run(
        "insert_proof",
        cohort=run["cohort"],
        run=proof.run_id,
        created_at=proof.created_at.isoformat(),
        status=proof.status,
        proof=proof.proof,
        bound=proof.bound,
        gap=proof.gap,
        content=canonical_text(proof),
    )
    return CohortId(run["cohort"])


def select_proofs(statements: Statements, run_id: str) -> tuple[LaterProof, ...]:
    """The proofs beside a run, oldest first; raises store.no_run."""
    _there(statements, run_id)
    rows = statements.run("proofs", run=run_id)
    return tuple(read(LaterProof, row["content"]) for row in rows)


def _there(statements: Statements, run_id: str) -> Row:
    row = statements.one("run", run=run_id)
    if row is None:
        raise RematchError("store.no_run", run=run_id)
    return row
