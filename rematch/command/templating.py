"""Empty tables to fill in, as files."""

import argparse

from rematch import bootstrap
from rematch.command.output import Output
from rematch.errors import Unreadable
from rematch.report.files.templates import template_csv, template_xlsx


def template(args: argparse.Namespace, output: Output) -> None:
    """Write the template of one table; the file's ending says whether as CSV or as a spreadsheet."""
    write = template_csv if args.file.suffix.lower() == ".csv" else template_xlsx
    try:
        args.file.write_bytes(write(args.kind, bootstrap.open_catalogue(), args.lang))
    except OSError as error:
        raise Unreadable("cli.cannot_write", file=args.file.name, why=type(error).__name__) from error
    output.result({"written": [args.file.name]}, [output.say("intake_written", files=args.file.name)])
