"""What people keep: scenarios, what files mean and what is put right in them, questionnaires begun."""

from pydantic import JsonValue

from rematch.errors import RematchError
from rematch.model import Ags, CohortId, Viewer
from rematch.rights import ANSWERING, COORDINATION, may
from rematch.scenario import Scenario
from rematch.store import journal
from rematch.store.database import Database, Row, Statements
from rematch.store.records import FormDraft, now

OWN_FORM = "own-"
"""Before the AGS of a municipality, the id of the questionnaire it answers itself."""


class NamedItems:
    """The part of the store for things with a name; every write is one transaction and raises store codes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @may(COORDINATION)
    def save_scenario(self, cohort: CohortId, name: str, scenario: Scenario, viewer: Viewer) -> None:
        """Keep a scenario under a name, in place of one of the same name."""
        with self._database.writing() as statements:
            token = known_cohort(statements, cohort)["token"]
            statements.run(
                "save_scenario",
                cohort=cohort,
                name=name,
                saved_at=now().isoformat(),
                viewer=viewer.name,
                content=scenario.to_json(),
            )
            details: dict[str, JsonValue] = {"scenario": scenario.fingerprint}
            journal.append(statements, viewer, "scenario", token=token, details=details)

    @may(COORDINATION)
    def scenarios(self, cohort: CohortId) -> dict[str, Scenario]:
        """The cohort's saved scenarios by name."""
        with self._database.reading() as statements:
            rows = statements.run("scenarios", cohort=cohort)
        return {row["name"]: Scenario.from_json(row["content"]) for row in rows}

    @may(COORDINATION)
    def delete_scenario(self, cohort: CohortId, name: str, viewer: Viewer) -> None:
        """Forget a saved scenario; runs made with it keep their copy. A name nobody saved changes nothing."""
        with self._database.writing() as statements:
            token = known_cohort(statements, cohort)["token"]
            if statements.one("has_scenario", cohort=cohort, name=name):
                statements.run("delete_scenario", cohort=cohort, name=name)
                journal.append(statements, viewer, "scenario_deleted", token=token)

    @may(COORDINATION)
    def save_mapping(self, cohort: CohortId, shape: str, name: str, content: str, viewer: Viewer) -> None:
        """Keep what the columns of files of this shape mean, in place of what was kept before.

        `cohort` is the one such a file was loaded into: what the mapping quotes of it goes with it.
        """
        with self._database.writing() as statements:
            token = known_cohort(statements, cohort)["token"]
            statements.run(
                "save_mapping",
                shape=shape,
                name=name,
                saved_at=now().isoformat(),
                viewer=viewer.name,
                content=content,
            )
            statements.run("insert_mapping_cohort", cohort=cohort, shape=shape)
            journal.append(statements, viewer, "mapping", token=token, details={"shape": shape})

    @may(COORDINATION)
    def mappings(self) -> dict[str, str]:
        """Kept mappings as JSON by the shape of the files, newest first."""
        with self._database.reading() as statements:
            return {row["shape"]: row["content"] for row in statements.run("mappings")}

    @may(COORDINATION)
    def save_corrections(self, cohort: CohortId, shape: str, content: str, viewer: Viewer) -> None:
        """Keep what was put right in a file of this shape, in place of what the cohort kept before."""
        with self._database.writing(cohorts=False) as statements:
            token = known_cohort(statements, cohort)["token"]
            at = now().isoformat()
            statements.run(
                "save_corrections",
                cohort=cohort,
                shape=shape,
                saved_at=at,
                viewer=viewer.name,
                content=content,
            )
            journal.append(statements, viewer, "corrections", token=token, details={"shape": shape})

    @may(COORDINATION)
    def corrections(self) -> tuple[tuple[CohortId, str, str], ...]:
        """Kept corrections as JSON, newest first, each with its cohort and the shape of its file."""
        with self._database.reading() as statements:
            rows = statements.run("corrections")
        return tuple((row["cohort"], row["shape"], row["content"]) for row in rows)

    @may(COORDINATION)
    def save_form(self, cohort: CohortId, form: str, content: str, viewer: Viewer) -> None:
        """Keep a questionnaire's answers so far, in place of what was kept of it before."""
        with self._database.writing() as statements:
            known_cohort(statements, cohort)
            statements.run(
                "save_form",
                cohort=cohort,
                form=form,
                at=now().isoformat(),
                viewer=viewer.name,
                content=content,
            )

    @may(COORDINATION)
    def forms(self, cohort: CohortId) -> tuple[FormDraft, ...]:
        """The cohort's questionnaires that are not finished, the last one worked on first."""
        with self._database.reading() as statements:
            return tuple(FormDraft.model_validate(row) for row in statements.run("forms", cohort=cohort))

    @may(ANSWERING, cohort="cohort", town="ags")
    def save_own_form(self, cohort: CohortId, ags: Ags, content: str, viewer: Viewer) -> None:
        """Keep what a municipality answers itself, in place of what it answered before; there is one."""
        self.save_form(cohort, f"{OWN_FORM}{ags}", content, viewer)

    @may(ANSWERING, cohort="cohort", town="ags")
    def own_form(self, cohort: CohortId, ags: Ags) -> FormDraft | None:
        """What a municipality has answered itself and nobody has taken over yet."""
        return next((one for one in self.forms(cohort) if one.form == f"{OWN_FORM}{ags}"), None)

    @may(COORDINATION)
    def delete_form(self, cohort: CohortId, form: str) -> None:
        """Forget a questionnaire, because it is finished or given up."""
        with self._database.writing() as statements:
            statements.run("delete_form", cohort=cohort, form=form)

    @may(COORDINATION)
    def withdraw_form(self, cohort: CohortId, form: str, viewer: Viewer) -> None:
        """Forget a questionnaire whose household does not consent, and its bytes in the file.

        The journal keeps only that it happened, no id.
        """
        with self._database.writing() as statements:
            token = known_cohort(statements, cohort)["token"]
            kept = any(row["form"] == form for row in statements.run("forms", cohort=cohort))
            statements.run("delete_form", cohort=cohort, form=form)
            journal.append(statements, viewer, "no_consent", token=token)
        if kept:
            self._database.rewrite()


def known_cohort(statements: Statements, cohort: CohortId) -> Row:
    """The cohort's row; raises store.no_cohort."""
    row = statements.one("cohort", cohort=cohort)
    if row is None:
        raise RematchError("store.no_cohort", cohort=cohort)
    return row
