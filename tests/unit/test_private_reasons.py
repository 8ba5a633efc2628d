"""Why a place is excluded stays in the cohort's own tables: all else is the same whatever the reason."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rematch.__main__ import main
from rematch.instance import prepare_cohort
from rematch.model import Confirmed, Exclusion, ExclusionReason, Household, Profiles, Viewer
from rematch.planning.plan import replan
from rematch.planning.record import record
from rematch.release.preview import preview
from rematch.report.files.differences import cell_words, differences
from rematch.report.files.folder import folder_rows, write_folder
from rematch.report.files.plan import COLUMNS, plan_rows
from rematch.report.files.profile_rows import profile_labels, profile_rows
from rematch.report.files.tables import plan_csv
from rematch.scenario import Scenario
from rematch.store import Store, profiles_fingerprint
from rematch.synthetic import generate
from rematch.texts import say
from tests import demo
from tests.builders import of_town

REASONS = [reason for reason in ExclusionReason if reason is not ExclusionReason.NOT_ASKED]
CATALOGUE = demo.catalogue()
PASSING = re.compile(
    r'"(created_at|at|hash|seconds|fit_s|run_id|run|version|rematch|path)": ?("[^"]*"|[\d.]+)'
)
"""What differs from run to run of the same command."""


def cohort(reason: ExclusionReason, confirmed: Confirmed) -> Profiles:
    """Twelve households, of which the first excludes two places for this reason."""
    made = generate(12, 8, 4, CATALOGUE)
    first = made.households[0].excluding(
        Exclusion(place.ags, reason, confirmed) for place in made.municipalities[:2]
    )
    return made.model_copy(update={"households": (first, *made.households[1:])})


def bound(lifted: str) -> Profiles:
    """Twelve households, the first bound to a Land for this reason not, and its consent noted by the same."""
    made = generate(12, 8, 4, CATALOGUE)
    private = {"bound_land_lifted": lifted, "consent_noted_by": lifted}
    first = made.households[0].model_copy(update={"bound_land": "DE-BY", **private})
    return made.model_copy(update={"households": (first, *made.households[1:])})


def told(profiles: Profiles, folder: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[tuple[str, str]]:
    """Everything that leaves the cohort's own tables, by what it is."""
    known = prepare_cohort(profiles, CATALOGUE, profiles_fingerprint(profiles))
    report, first = replan(known, Scenario()), profiles.households[0].id
    store = Store.open(folder / "own.duckdb")
    store.save_profiles(profiles, CATALOGUE.fingerprint, Viewer())
    run = record(report, store, Viewer(), "saved")
    yield "run", store.run(run).model_dump_json()
    yield "journal", " ".join(line.model_dump_json() for line in store.journal(profiles.cohort.id))
    yield "scenario", report.scenario.to_json()
    store.close()
    for place in profiles.municipalities:
        viewer = of_town(profiles.cohort.id, place.ags)
        yield f"preview {place.ags}", repr(preview(report, viewer, place.ags))
    for lang in ("de", "en"):
        yield (
            f"plan {lang}",
            repr(plan_csv(plan_rows(report.instance, report.placements, lang), dict.fromkeys(COLUMNS, ""))),
        )
        for kind in ("household", "member", "municipality"):
            labels = profile_labels(CATALOGUE, kind, lang, special=True)
            yield (
                f"{kind} {lang}",
                repr(plan_csv(profile_rows(profiles, CATALOGUE, kind, lang, special=True), labels)),
            )
    own = folder / "cohort"
    write_folder(profiles, CATALOGUE, own)
    for words in (
        ["plan", "--data", str(own)],
        ["load", str(own), "--db", str(folder / "x.duckdb")],
        ["plan", "--db", str(folder / "x.duckdb")],
        ["status", "--db", str(folder / "x.duckdb")],
        ["journal", "--db", str(folder / "x.duckdb")],
        *(
            ["explain", "--data", str(own), "--household", first, "--municipality", m.ags]
            for m in profiles.municipalities[:3]
        ),
    ):
        for more in ([], ["--json"]):
            capsys.readouterr()
            assert main([*words, *more]) == 0
            out, err = capsys.readouterr()
            yield " ".join([words[0], Path(words[-1]).name, Path(words[1]).name, *more]), f"{out} {err}"


def plain(text: str, profiles: Profiles, folder: Path) -> str:
    """Without fingerprints of the data, times, and the test's own folders."""
    text = text.replace(profiles_fingerprint(profiles), "DATA").replace(str(folder), "FOLDER")
    return re.sub(
        r"\d+[.,]?\d* (ms|s)\b|\d{4}-\d\d-\d\d.\d\d:\d\d\S*|\b[0-9a-f]{8,64}\b", "", PASSING.sub("", text)
    )


@pytest.mark.parametrize(
    ("confirmed", "reasons"),
    [
        pytest.param(Confirmed.YES, REASONS, marks=pytest.mark.soak),
        pytest.param(Confirmed.REJECTED, REASONS, marks=pytest.mark.soak),
        (Confirmed.REJECTED, [ExclusionReason.SAFETY, ExclusionReason.OTHER]),
    ],
)
def test_nothing_that_leaves_the_tables_tells_the_reason(
    confirmed: Confirmed,
    reasons: list[ExclusionReason],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Plans, runs, journal, previews, explanations, tables as files, and what commands print."""
    found = {}
    with caplog.at_level(logging.DEBUG):
        for reason in reasons:
            folder = tmp_path / reason.value
            folder.mkdir()
            profiles = cohort(reason, confirmed)
            found[reason] = {
                name: plain(text, profiles, folder) for name, text in told(profiles, folder, capsys)
            }
    other = found[ExclusionReason.OTHER]
    assert len(other) > 30
    assert all(found[reason] == other for reason in reasons)
    assert not re.search(r"\b(safety|court|excluded_reason)\b", caplog.text)


def test_nothing_that_leaves_the_tables_tells_why_a_binding_does_not_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Two reasons, and who noted a consent: all but the own tables is the same, with the words of neither."""
    found = []
    with caplog.at_level(logging.DEBUG):
        for reason in ("wedding in Kiel", "hardship, letter of May"):
            folder = tmp_path / reason[:4]
            folder.mkdir()
            profiles = bound(reason)
            found.append({n: plain(text, profiles, folder) for n, text in told(profiles, folder, capsys)})
    assert found[0] == found[1] and len(found[0]) > 30
    assert not re.search("wedding|hardship", f"{found} {caplog.text}")
    rows = folder_rows(bound("wedding in Kiel"), CATALOGUE)
    assert rows["households"][0]["bound_land_lifted"] == "wedding in Kiel"
    changes = differences(rows, folder_rows(bound("hardship"), CATALOGUE))
    assert [change.column for change in changes] == ["bound_land_lifted", "consent_noted_by"]
    told_words = {
        cell_words(one.column, text, CATALOGUE, "en") for one in changes for text in (one.before, one.after)
    }
    assert told_words == {say("sheet.private", "en")}


def test_the_list_of_changes_does_not_repeat_a_reason() -> None:
    """That a reason changed is told, which one it is now is not; a check is told in words."""
    one, other = (folder_rows(cohort(r, Confirmed.YES), CATALOGUE) for r in (REASONS[0], REASONS[1]))
    [change] = differences(one, other)
    assert change.column == "excluded_reason"
    for lang in ("de", "en"):
        words = [
            cell_words(change.column, text or "", CATALOGUE, lang) for text in (change.before, change.after)
        ]
        assert words[0] == words[1] and not set(words) & {change.before, change.after}


def test_a_profile_says_its_reasons_only_as_data() -> None:
    """The guard itself: the cohort's own tables do hold the reason, so that the test above could fail."""
    rows = folder_rows(cohort(ExclusionReason.COURT, Confirmed.YES), CATALOGUE)["households"]
    assert rows[0]["excluded_reason"] == "court|court"
    assert json.loads(
        Household.model_validate(cohort(ExclusionReason.COURT, Confirmed.YES).households[0]).model_dump_json()
    )["excluded_reason"] == ["court", "court"]
