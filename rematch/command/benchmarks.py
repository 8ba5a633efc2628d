"""Benchmarks on the command line."""

import argparse

from rematch import bootstrap
from rematch.command.output import Output


def bench(args: argparse.Namespace, output: Output) -> None:
    """Measure the yardstick set or the sizes asked for, or all that fit ten minutes."""
    import rematch.bench as benchmarks  # noqa: PLC0415  it loads solvers, and no other command needs it

    if args.yardstick:
        output.result(*benchmarks.side_by_side(args.yardstick))
        return
    names = args.size or benchmarks.IN_TEN_MINUTES
    output.result(*benchmarks.bench(names, bootstrap.open_catalogue(), with_yardstick=not args.no_yardstick))
