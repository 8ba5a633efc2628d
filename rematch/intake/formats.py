"""A file of any accepted format as its tables, whatever it calls itself."""

from rematch.intake.findings import Findings
from rematch.intake.tables import Table, read_csv


def read_tables(name: str, content: bytes, findings: Findings) -> tuple[Table, ...]:
    """The usable tables in a file, in its order; what is wrong with the rest is among the findings."""
    table = read_csv(name, content, findings)
    return (table,) if table else ()
