"""The command line: `python -m rematch COMMAND`, the same services as the app without a browser.

Exit code 0: done. 1: the data has errors, all listed on stderr. 2: unreadable input or wrong usage.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from rematch.command import (
    benchmarks,
    checking,
    data,
    intaking,
    offering,
    reference,
    storing,
    templating,
    workshop,
)
from rematch.command.explanation import explaining
from rematch.command.output import Output
from rematch.command.parser import parsed
from rematch.command.planning import planning
from rematch.command.releasing import papering, releasing
from rematch.errors import Contradiction, DataErrors, RematchError
from rematch.incident import log_incident

DONE, FAULTY, UNUSABLE = 0, 1, 2

COMMANDS: Mapping[str, Callable[..., int | None]] = {
    "make-data": data.make_data,
    "load": data.load,
    "plan": planning.plan,
    "explain": explaining.explain,
    "verify": checking.verify,
    "release": releasing.release,
    "releases": releasing.releases,
    "process": offering.process,
    "papers": papering.papers,
    "status": data.status,
    "withdraw": storing.withdraw,
    "journal": storing.journal,
    "backup": storing.backup,
    "restore": storing.restore,
    "bench": benchmarks.bench,
    "intake": intaking.intake_files,
    "template": templating.template,
    "reference": reference.reference,
    "workshop": workshop.workshop,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never a traceback."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        args = parsed(words)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else UNUSABLE
    output = Output(args.lang, args.as_json)
    try:
        code = COMMANDS[args.command](args, output) or DONE
        sys.stdout.flush()
        return code
    except DataErrors as error:
        output.findings(error.findings)
        return FAULTY
    except RematchError as error:
        output.fault(error)
        return FAULTY if isinstance(error, Contradiction) else UNUSABLE
    except BrokenPipeError:
        # Whoever read our output has gone; what was to be done is done.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return DONE
    except KeyboardInterrupt:
        return UNUSABLE
    except Exception as error:
        number = log_incident(error, "program error")
        output.fault(RematchError("cli.unexpected", why=type(error).__name__, number=number))
        return UNUSABLE


if __name__ == "__main__":
    sys.exit(main())
