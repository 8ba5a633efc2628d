"""The store's part for what people answered after they arrived."""

from collections.abc import Sequence

from rematch.canonical import canonical_text, read
from rematch.model import CohortId, Viewer
from rematch.rights import COORDINATION, may
from rematch.store import journal
from rematch.store.database import Database
from rematch.store.kept import known_cohort
from rematch.store.process.items import appended
from rematch.store.process.records import Evaluation, ProcessEvent


class EvaluationItems:
    """Answers by offer and wave; each write is one transaction and raises store codes."""

    _database: Database

    @may(COORDINATION)
    def save_evaluations(
        self,
        cohort: CohortId,
        entered: Sequence[Evaluation],
        events: Sequence[ProcessEvent],
        viewer: Viewer,
        *,
        on_top_of: int,
    ) -> None:
        """Keep sheets beside those there are, with the events they bring; a later one of an adult counts.

        Raises store.process_changed, and keeps nothing, where `on_top_of` is not the last event's number.
        """
        with self._database.writing(cohorts=False) as statements:
            token = known_cohort(statements, cohort)["token"]
            appended(statements, cohort, events, viewer, on_top_of)
            for one in entered:
                keys = {"cohort": cohort, "offer": one.offer, "wave": one.wave}
                before = statements.one("evaluation", **keys)
                kept = one if before is None else read(Evaluation, before["content"]).with_sheets(one.sheets)
                statements.run("save_evaluation", **keys, content=canonical_text(kept))
            sheets = sum(len(one.sheets) for one in entered)
            journal.append(statements, viewer, "evaluation", token=token, details={"sheets": sheets})

    @may(COORDINATION)
    def evaluations(self, cohort: CohortId) -> tuple[Evaluation, ...]:
        """All that was answered in the cohort, by offer and wave."""
        with self._database.reading() as statements:
            rows = statements.run("evaluations", cohort=cohort)
        return tuple(read(Evaluation, row["content"]) for row in rows)
