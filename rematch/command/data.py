"""Cohorts: made, loaded, listed."""

import argparse

from rematch import bootstrap
from rematch.command.output import Output
from rematch.command.storing import open_to_load, open_to_read
from rematch.errors import Unreadable
from rematch.model import HouseholdId, Viewer
from rematch.report.files.folder import write_folder
from rematch.service.administration import generate
from rematch.service.intake import read_folder


def make_data(args: argparse.Namespace, output: Output) -> None:
    """Invent a cohort and write its folder; the same arguments give the same bytes."""
    catalogue = bootstrap.open_catalogue()
    profiles = generate(args.households, args.municipalities, args.seed, catalogue, units=args.units)
    try:
        write_folder(profiles, catalogue, args.folder)
    except OSError as error:
        raise Unreadable("cli.cannot_write", file=args.folder.name, why=type(error).__name__) from error
    made = {
        "cohort": profiles.cohort.id,
        "invented": profiles.cohort.invented,
        "households": len(profiles.households),
        "persons": profiles.persons,
        "municipalities": len(profiles.municipalities),
        "folder": str(args.folder),
    }
    output.result(made, [output.say("made", **made)])


def load(args: argparse.Namespace, output: Output) -> None:
    """Check a cohort's folder and store it whole, or not at all."""
    catalogue = bootstrap.open_catalogue(args.db)
    profiles, warnings = read_folder(args.folder, catalogue)
    with open_to_load(args) as store:
        data = store.save_profiles(
            profiles,
            catalogue.fingerprint,
            Viewer(),
            consented=[HouseholdId(id) for id in args.new_consent or ()],
        )
    output.findings(warnings)
    loaded = {
        "cohort": profiles.cohort.id,
        "invented": profiles.cohort.invented,
        "data": data,
        "households": len(profiles.households),
        "persons": profiles.persons,
        "municipalities": len(profiles.municipalities),
        "warnings": len(warnings),
    }
    output.result(loaded, [output.say("loaded", **loaded)])


def status(args: argparse.Namespace, output: Output) -> None:
    """List what is stored: cohorts, and their runs."""
    with open_to_read(args, output) as store:
        cohorts = [c for c in store.cohorts() if args.cohort in (None, c.cohort)]
        if args.cohort is not None:
            store.data_fingerprint(args.cohort)
        runs = {cohort.cohort: store.runs(cohort.cohort) for cohort in cohorts}
        broken, head = store.verify_journal(), store.journal_head()
    lines = []
    for cohort in cohorts:
        lines.append(output.say("cohort_line", **cohort.model_dump()))
        lines += [output.say("run_line", **run.model_dump()) for run in runs[cohort.cohort]]
    journal_line = output.say("journal_broken", line=broken) if broken else output.say("journal_sound")
    content = {
        "cohorts": [
            cohort.model_dump(mode="json")
            | {"runs": [run.model_dump(mode="json") for run in runs[cohort.cohort]]}
            for cohort in cohorts
        ],
        "journal_broken_at": broken,
        "journal_head": head,
    }
    said = [journal_line, output.say("journal_head", head=head)]
    output.result(content, [*(lines or [output.say("nothing_stored")]), *said])
