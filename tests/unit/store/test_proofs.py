"""Later proofs: kept beside their run, in files of the first version too."""

import re

import duckdb
import pytest

from rematch.errors import RematchError
from rematch.store import GENESIS, LaterProof, Store, Versions
from rematch.store.database import SCHEMA, sql
from tests import builders
from tests.unit.store.test_runs import VIEWER, record, store

__all__ = ["store"]


def proof(run_id: str, **named) -> LaterProof:
    defaults = {
        "run_id": run_id,
        "viewer": VIEWER,
        "versions": Versions.here(),
        "status": "feasible",
        "proof": "certificate",
        "bound": 1 / 3,
        "gap": 0.01,
        "seconds": 1.5,
        "persons_bound": 2,
        "persons_proof": "counted",
        "shortfall_bound": 0.0,
        "shortfall_proof": "solver",
        "prices": {"capacity": [[0.1, 2.0]], "persons": 0.5},
    }
    return LaterProof.model_validate({**defaults, **named})


def test_proofs_stand_beside_their_run_in_order_and_change_nothing_of_it(store):
    made, other = record(store), record(store)
    for run in (made, other):
        store.record_run(run)
    first, second = proof(made.run_id), proof(made.run_id, bound=0.31, proof="solver")
    for one in (first, second):
        store.add_proof(one)
    assert store.proofs(made.run_id) == (first, second)
    assert store.proofs(other.run_id) == ()
    assert store.run(made.run_id) == made
    assert [run.run_id for run in store.runs("test")] == [made.run_id, other.run_id]


def test_a_proof_leaves_a_line_in_the_journal(store):
    made = record(store)
    store.record_run(made)
    store.add_proof(proof(made.run_id))
    line = store.journal("test")[-1]
    assert (line.action, line.run, line.details["gap"]) == ("proof", made.run_id, 0.01)
    assert store.verify_journal() is None


def test_a_proof_of_an_unknown_run_is_refused(store):
    with pytest.raises(RematchError, match=r"store\.no_run"):
        store.add_proof(proof("nope"))
    with pytest.raises(RematchError, match=r"store\.no_run"):
        store.proofs("nope")


def test_a_file_of_the_first_version_is_brought_up_to_date_with_its_runs(tmp_path):
    path, made = tmp_path / "old.duckdb", None
    with Store.open(path) as new:
        new.save_profiles(builders.profiles(), "cat", VIEWER)
        made = record(new)
        new.record_run(made)
    _back_to_the_first_version(path)
    with Store.open(path) as opened:
        assert opened.run(made.run_id) == made
        opened.add_proof(proof(made.run_id))
        assert opened.verify_journal() is None
    with Store.open(path) as again, again._database.reading() as statements:
        assert statements.one("get_meta", key="schema")["value"] == str(SCHEMA)
        assert len(again.proofs(made.run_id)) == 1


def _back_to_the_first_version(path):
    """The file as the first version wrote it, its journal's hashes over the details themselves."""
    with Store.open(path) as opened:
        lines = opened.journal()
    with duckdb.connect(str(path)) as connection:
        later = ("proofs", "revisions", "backups", "mappings", "forms", "mapping_cohorts")
        for table in (*later, "working_sessions", "session_steps"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("ALTER TABLE journal DROP COLUMN sealed")
        for table in ("datasets", "households", "members", "municipalities"):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN more")
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
        previous = GENESIS
        for line in lines:
            old = line.model_copy(update={"sealed": None, "previous": previous})
            connection.execute(
                "UPDATE journal SET previous = ?, hash = ? WHERE seq = ?",
                [previous, old.expected_hash, old.seq],
            )
            previous = old.expected_hash
        connection.execute("UPDATE meta SET value = ? WHERE key = 'journal_head'", [previous])


def test_every_version_of_the_tables_has_its_statement():
    for version in range(1, SCHEMA + 1):
        assert re.search("(CREATE|ALTER) TABLE", sql(f"schema_{version}"))


def test_a_backup_takes_the_proofs_along(store, tmp_path):
    made = record(store)
    store.record_run(made)
    store.add_proof(proof(made.run_id))
    store.backup(tmp_path / "copy.duckdb")
    with Store.open(tmp_path / "copy.duckdb") as copy:
        assert copy.proofs(made.run_id) == store.proofs(made.run_id)
