"""The worst files, read by a process that ends if it needs more than ten seconds or 300 MiB for it.

The seconds are a guard against work without end, on slow machines too, and no benchmark.
"""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from rematch.intake import limits
from tests.spreadsheets import data, ods, row, text, xlsx, zipped

ROOT = Path(__file__).parents[3]
SECONDS, BYTES = 10, 300 * 1024**2
READER = f"""
import resource, sys
from rematch.intake.findings import Findings
from rematch.intake.formats import read_tables
content = sys.stdin.buffer.read()
used = resource.getrusage(resource.RUSAGE_SELF)
seconds = int(used.ru_utime + used.ru_stime + 0.999) + {SECONDS}
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
resource.setrlimit(resource.RLIMIT_DATA, ({BYTES}, {BYTES}))
findings = Findings()
read_tables("file", content, findings)
print(*(finding.code for finding in findings.all() if not finding.warning))
"""
HEADER = data(("id", "size"), ("H1", 3))
LETTERS = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=1 << 20))


def rows(count: int, cells: str) -> str:
    """A sheet of many rows; {r} in the cells is the row's number."""
    written = "".join(f'<row r="{r}">{cells.format(r=r)}</row>' for r in range(1, count))
    return f"<sheetData>{written}</sheetData>"


FILES = {
    "many rows": (lambda: xlsx(rows(850_000, "")), "intake.too_many_elements"),
    "many cells": (
        lambda: xlsx(rows(80_000, "".join(f'<c r="{c}{{r}}"><v>{{r}}</v></c>' for c in "ABCDE"))),
        "intake.too_many_cells",
    ),
    "rows in many parts": (
        lambda: xlsx(HEADER, **{f"xl__p{n}": f"<a>{rows(60_000, '')}</a>" for n in range(20)}),
        "intake.too_many_elements",
    ),
    "one tag": (lambda: xlsx(f'<row a="{LETTERS * 20}"/>'), "intake.damaged_spreadsheet"),
    "zeros": (lambda: xlsx(HEADER, xl__zeros="0" * 60_000_000), "intake.packed_too_well"),
    "too large": (lambda: xlsx(HEADER, xl__zeros="0" * 200_000_000), "intake.unpacked_too_large"),
    "long text": (lambda: xlsx(HEADER, xl__sharedStrings=LETTERS * 20), "intake.damaged_spreadsheet"),
    "corner": (
        lambda: xlsx(
            '<sheetData><row><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        ),
        "data.too_many_columns",
    ),
    "declared": (
        lambda: xlsx(HEADER, xl__sharedStrings='<sst uniqueCount="999999999"/>'),
        "intake.too_many_elements",
    ),
    "repeated": (
        lambda: ods(
            row(text("x", 'table:number-columns-repeated="999"'), more='table:number-rows-repeated="999"')
        ),
        "intake.too_many_cells",
    ),
    "parts": (lambda: zipped({f"xl/{n}.xml": "" for n in range(20_000)}), "intake.too_many_parts"),
    "nested": (lambda: xlsx("<a>" * 1_000 + LETTERS + "</a>" * 1_000), "intake.too_deep"),
    "line ends": (lambda: b"a,b\n" + b"\n" * (30 << 20), "data.too_many_rows"),
    "separators": (lambda: b"," * (31 << 20), "intake.too_many_cells"),
    "one cell": (lambda: b"x" * (31 << 20), "intake.too_much_text"),
    "spaces": (lambda: b"a,b\n1,2\n" + b" " * (31 << 20), "intake.too_much_text"),
    "quotes": (
        lambda: b"a;b;c\n" + b'x;"y\n' * 90_000,
        "intake.quote_open intake.quotes_broken",
    ),
    "twice": (lambda: b"a;b\n" + ("Ã¼" * 2400 + ";1\n").encode() * 1500, ""),
    "wide": (lambda: b";".join(b"c%d" % n for n in range(290_000)) + b"\n1\n", "data.too_many_columns"),
    "size": (lambda: b"x" * (limits.MAX_TABLE_BYTES + 1), "data.file_too_large"),
}


LONG = ("rows in many parts", "many rows", "many cells", "too large", "long text", "line ends", "one tag")
"""Read in full before they are refused, or refused as another one here is: `make soak`."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.soak] * (name in LONG)) for name in FILES]
)
def test_the_worst_files_are_answered_within_ten_processor_seconds_and_300_mib(name):
    """Each ends with its own message; the limits are those of the process: its memory, its processor time."""
    content, codes = FILES[name]
    ended = subprocess.run(
        [sys.executable, "-c", READER], input=content(), capture_output=True, cwd=ROOT, check=False
    )
    assert (ended.returncode, " ".join(dict.fromkeys(ended.stdout.decode().split()))) == (0, codes), (
        ended.stderr
    )
