"""The store a command works on, its journal, backups of it."""

import argparse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rematch import bootstrap
from rematch.command.output import Output
from rematch.errors import RematchError, Unreadable
from rematch.model import CohortId, HouseholdId, Viewer
from rematch.service.administration import Store


def database(args: argparse.Namespace) -> Path:
    """The file named on the command line, else the default one."""
    return args.db or bootstrap.default_database()


def open_kept(args: argparse.Namespace) -> Store:
    """The store as it is; the default one begins with the demo cohorts, one named must be there."""
    if args.db is not None and not args.db.exists():
        raise Unreadable("cli.no_file", file=args.db.name)
    return _opened(args, demo=args.db is None)


def open_to_load(args: argparse.Namespace) -> Store:
    """The store to load into: a new one begins empty."""
    return _opened(args, demo=False)


@contextmanager
def open_to_read(args: argparse.Namespace, output: Output) -> Iterator[Store]:
    """The store as it is; while the app holds it a copy made just now, and that is said."""
    with ExitStack() as held:
        try:
            store = held.enter_context(open_kept(args))
        except Unreadable as fault:
            if fault.code != "cli.in_use":
                raise
            store = held.enter_context(Store.open_to_read(database(args)))
            output.line(output.say("read_beside"))
        yield store


def _opened(args: argparse.Namespace, *, demo: bool) -> Store:
    try:
        return bootstrap.open_store(database(args), bootstrap.open_catalogue(args.db), demo=demo)
    except Unreadable as fault:
        if fault.code != "store.locked":
            raise
        raise Unreadable("cli.in_use", **fault.params) from fault


def chosen_cohort(args: argparse.Namespace, store: Store) -> CohortId:
    """The cohort named, else the only one, else the first of demos alone: never real people unasked."""
    if args.cohort is not None:
        return CohortId(args.cohort)
    found = store.cohorts()
    ids = [cohort.cohort for cohort in found]
    if not ids:
        raise RematchError("cli.nothing_loaded")
    if len(ids) == 1 and not found[0].invented:
        raise RematchError("cli.real_people", cohort=ids[0])
    if len(ids) == 1:
        return ids[0]
    if set(ids) <= set(bootstrap.DEMO) and all(cohort.invented for cohort in found):
        return CohortId(bootstrap.DEMO[0])
    raise RematchError("cli.which_cohort", cohorts=ids)


def journal(args: argparse.Namespace, output: Output) -> int:
    """Print the journal and whether its chain holds; exit code 1 where it does not.

    Nor does it where a head that was kept elsewhere is none of its lines: it was written anew.
    """
    with open_to_read(args, output) as store:
        lines = store.journal(CohortId(args.cohort) if args.cohort else None)
        broken, head = store.verify_journal(), store.journal_head()
        anew = args.head is not None and args.head not in {line.hash for line in store.journal()}
    content = {
        "lines": [line.model_dump(mode="json") for line in lines],
        "broken_at": broken,
        "head": head,
        "written_anew": anew,
    }
    verdict = output.say("journal_broken", line=broken) if broken else output.say("journal_sound")
    verdict = output.say("journal_anew", head=args.head) if anew and not broken else verdict
    told = [
        output.say(
            "journal_line", **line.model_dump(mode="json") | {"cohort": line.cohort or line.token or "-"}
        )
        for line in lines
    ]
    output.result(content, [*told, verdict, output.say("journal_head", head=head)])
    return 1 if broken or anew else 0


def withdraw(args: argparse.Namespace, output: Output) -> None:
    """Take a household that withdrew out of its cohort and erase it for good."""
    with open_kept(args) as store:
        cohort, household = chosen_cohort(args, store), HouseholdId(args.household)
        named = store.words_naming(cohort, household) if args.keep_words else ()
        done = store.erase_household(cohort, household, Viewer(), [one.id for one in named])
    content = done.model_dump(mode="json")
    told = {name: ", ".join(content[name]) or "-" for name in ("cleaned", "not_reached")}
    said = [output.say("withdrawn", **told), output.say("words_blanked", count=done.blanked)]
    output.result({"erased": True, **content}, said)


def backup(args: argparse.Namespace, output: Output) -> None:
    """Copy the whole store into a file."""
    with open_kept(args) as store:
        store.note(Viewer(), "backup")
        store.backup(args.file)
        head = store.journal_head()
    said = [output.say("backed_up", file=str(args.file)), output.say("journal_head", head=head)]
    output.result({"backup": str(args.file), "journal_head": head}, said)


def restore(args: argparse.Namespace, output: Output) -> None:
    """Put a backup in the place of the store."""
    bootstrap.restore_store(args.file, database(args))
    with bootstrap.open_store(database(args), bootstrap.open_catalogue(args.db), demo=False) as store:
        store.note(Viewer(), "restore")
        cohorts = [cohort.cohort for cohort in store.cohorts()]
    output.result(
        {"restored": str(args.file), "cohorts": cohorts}, [output.say("restored", file=str(args.file))]
    )
