"""What can be asked on the command line, explained in the reader's language."""

import argparse
import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from rematch.bootstrap import WORKSHOPS
from rematch.command.offering import ACTIONS, day, pledge
from rematch.command.workshop import ANY_ADDRESS, INVENTED, PORT
from rematch.report.files.templates import KINDS
from rematch.service.intake import CONSTANTS
from rematch.texts import best_language, say, screen_languages

_MOST = 1_000_000
_SETS = ("usual", "large")
_COMMANDS = (
    *("make-data", "load", "intake", "template", "plan", "explain", "verify", "release", "releases"),
    *("process", "papers", "status", "withdraw", "journal", "backup", "restore", "bench", "reference"),
    "workshop",
)
"""In the order in which help lists them."""
_IN_STORES = (
    *("load", "verify", "release", "releases", "process", "papers"),
    *("status", "withdraw", "journal", "backup", "restore"),
)
_SIZES = ("session", "units", "land", "regional", "national", "europe")


def build_parser(lang: str) -> argparse.ArgumentParser:
    """All commands with their options; `--lang` and `--json` may stand before or after the command."""
    everywhere = argparse.ArgumentParser(add_help=False)
    everywhere.add_argument(
        "--lang", choices=screen_languages(), default=argparse.SUPPRESS, help=_help("lang", lang)
    )
    everywhere.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, dest="as_json", help=_help("json", lang)
    )
    parser = argparse.ArgumentParser(
        prog="python -m rematch", description=_help("program", lang), parents=[everywhere]
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    added = {
        name: commands.add_parser(
            name, parents=[everywhere], help=_help(name, lang), description=_help(name, lang)
        )
        for name in _COMMANDS
    }
    _data_options(added, lang)
    _intake_options(added["intake"], lang)
    added["template"].add_argument("kind", choices=(*KINDS, "all"), help=_help("template_kind", lang))
    added["template"].add_argument("file", type=Path, metavar="FILE", help=_help("template_file", lang))
    _run_options(added, lang)
    _release_options(added["release"], lang)
    _process_options(added["process"], lang)
    _workshop_options(added["workshop"], lang)
    for name in _IN_STORES:
        added[name].add_argument("--db", type=Path, metavar="FILE", help=_help("db", lang))
    return parser


def parsed(words: Sequence[str]) -> argparse.Namespace:
    """The command and its options; raises SystemExit on help and on wrong usage.

    Defaults of options that may stand on either side come first: of a parser's own, the command's would win.
    """
    lang = language(words)
    return build_parser(lang).parse_args(words, argparse.Namespace(lang=lang, as_json=False))


def language(argv: Sequence[str]) -> str:
    """The language asked for, else the environment's, else English."""
    asked = [value for name, value in pairwise(argv) if name == "--lang"]
    asked += [word.partition("=")[2] for word in argv if word.startswith("--lang=")]
    environment = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return best_language([*asked, environment.partition(".")[0]])


def _data_options(added: dict[str, argparse.ArgumentParser], lang: str) -> None:
    make = added["make-data"]
    make.add_argument("--households", type=_count, required=True, metavar="N", help=_help("households", lang))
    make.add_argument(
        "--municipalities", type=_count, required=True, metavar="M", help=_help("municipalities", lang)
    )
    make.add_argument("--seed", type=_seed, required=True, metavar="S", help=_help("seed", lang))
    make.add_argument("--units", action="store_true", help=_help("units", lang))
    for name in ("make-data", "load"):
        added[name].add_argument("folder", type=Path, metavar="DIR", help=_help("folder", lang))
    added["load"].add_argument("--new-consent", action="append", metavar="H", help=_help("new_consent", lang))


def _intake_options(intake: argparse.ArgumentParser, lang: str) -> None:
    intake.add_argument("files", type=Path, nargs="+", metavar="FILE", help=_help("intake_files", lang))
    intake.add_argument("--kind", choices=("households", "municipalities"), help=_help("kind", lang))
    intake.add_argument("--map", type=Path, metavar="FILE", help=_help("map", lang))
    intake.add_argument(
        "--set", type=_constant, action="append", metavar="NAME=VALUE", help=_help("set", lang)
    )
    intake.add_argument("--assume-ages", action="store_true", help=_help("assume_ages", lang))
    intake.add_argument("--save-map", type=Path, metavar="FILE", help=_help("save_map", lang))
    intake.add_argument("--write", type=Path, metavar="DIR", help=_help("write", lang))


def _run_options(added: dict[str, argparse.ArgumentParser], lang: str) -> None:
    for name in ("plan", "explain"):
        source = added[name].add_mutually_exclusive_group()
        source.add_argument("--data", type=Path, metavar="DIR", help=_help("folder", lang))
        source.add_argument("--db", type=Path, metavar="FILE", help=_help("db", lang))
        added[name].add_argument("--scenario", type=Path, metavar="FILE", help=_help("scenario", lang))
    for option in ("purpose", "legal_basis", "decided_by"):
        name = f"--{option.replace('_', '-')}"
        added["plan"].add_argument(name, default="", metavar="TEXT", help=_help(option, lang))
    added["explain"].add_argument("--household", required=True, metavar="H", help=_help("household", lang))
    added["explain"].add_argument("--municipality", metavar="M", help=_help("municipality", lang))
    added["withdraw"].add_argument("household", metavar="H", help=_help("household", lang))
    added["withdraw"].add_argument("--keep-words", action="store_true", help=_help("keep_words", lang))
    stored = ("release", "releases", "process", "papers", "status", "withdraw", "journal")
    for name in ("plan", "explain", *stored):
        added[name].add_argument("--cohort", metavar="ID", help=_help("cohort", lang))
    added["papers"].add_argument(
        "--round", type=_count, required=True, metavar="N", help=_help("round", lang)
    )
    added["papers"].add_argument(
        "--write", type=Path, required=True, metavar="DIR", help=_help("papers_write", lang)
    )
    added["verify"].add_argument("run", metavar="RUN", help=_help("run", lang))
    added["verify"].add_argument("--again", action="store_true", help=_help("again", lang))
    added["bench"].add_argument("--size", choices=_SIZES, action="append", help=_help("size", lang))
    added["bench"].add_argument(
        "--yardstick", nargs="?", const="usual", choices=_SETS, help=_help("yardstick", lang)
    )
    added["bench"].add_argument("--no-yardstick", action="store_true", help=_help("no_yardstick", lang))
    added["journal"].add_argument("--head", metavar="HASH", help=_help("journal_head", lang))
    added["backup"].add_argument("file", type=Path, metavar="FILE", help=_help("backup_file", lang))
    added["restore"].add_argument("file", type=Path, metavar="FILE", help=_help("backup_file", lang))


def _release_options(release: argparse.ArgumentParser, lang: str) -> None:
    release.add_argument("--run", metavar="RUN", help=_help("release_run", lang))
    release.add_argument("--decided", action="store_true", help=_help("decided", lang))
    release.add_argument("--reason", default="", metavar="TEXT", help=_help("release_reason", lang))
    release.add_argument("--changes", action="store_true", help=_help("release_changes", lang))
    release.add_argument("--by", default="", metavar="NAME", help=_help("release_by", lang))


def _process_options(process: argparse.ArgumentParser, lang: str) -> None:
    process.add_argument("action", choices=ACTIONS, help=_help("process_action", lang))
    process.add_argument("about", nargs="*", metavar="WHAT", help=_help("process_about", lang))
    process.add_argument("--day", type=day, metavar="YYYY-MM-DD", help=_help("process_day", lang))
    process.add_argument("--last-day", type=day, metavar="YYYY-MM-DD", help=_help("process_last_day", lang))
    process.add_argument("--reason", default="", metavar="REASON", help=_help("process_reason", lang))
    process.add_argument("--words", default="", metavar="TEXT", help=_help("process_words", lang))
    process.add_argument("--run", metavar="RUN", help=_help("process_run", lang))
    process.add_argument("--pledge", type=pledge, metavar="LEAST-MOST", help=_help("process_pledge", lang))
    process.add_argument("--by", default="", metavar="NAME", help=_help("release_by", lang))


def _workshop_options(workshop: argparse.ArgumentParser, lang: str) -> None:
    workshop.add_argument(
        "--data", type=Path, default=INVENTED, metavar="DIR", help=_help("workshop_data", lang)
    )
    workshop.add_argument(
        "--file", type=Path, default=WORKSHOPS, metavar="FILE", help=_help("workshop_file", lang)
    )
    workshop.add_argument("--port", type=int, default=PORT, metavar="N", help=_help("workshop_port", lang))
    workshop.add_argument(
        "--address", default=ANY_ADDRESS, metavar="IP", help=_help("workshop_address", lang)
    )
    workshop.add_argument("--name", metavar="NAME", help=_help("workshop_name", lang))


def _help(name: str, lang: str) -> str:
    return say(f"cli.help.{name}", lang)


def _constant(text: str) -> tuple[str, str]:
    """One answer that holds for all households."""
    name, _, value = text.partition("=")
    if name not in CONSTANTS or not value:
        raise argparse.ArgumentTypeError(f"{' | '.join(CONSTANTS)}=...")
    return name, value


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= _MOST:
        raise argparse.ArgumentTypeError(f"1 .. {_MOST}")
    return number


def _seed(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**63:
        raise argparse.ArgumentTypeError("0 .. 2^63 - 1")
    return number
