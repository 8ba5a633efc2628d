"""A page to print or to keep as a PDF: one HTML file that fetches nothing, with headings and table headers.

The browser makes a tagged PDF of it; what it is about stands at the foot of every printed page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from rematch.report.files.tables import Rows

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
body { font: 11pt/1.45 system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; color: #111;
  max-width: 48rem; margin: 2rem auto; padding: 0 1rem 3rem }
h1 { font-size: 1.5rem; margin: 0 0 .2rem }
h2 { font-size: 1.1rem; margin: 1.4rem 0 .3rem; break-after: avoid }
table { border-collapse: collapse; width: 100% } tr { break-inside: avoid }
th, td { border-bottom: 1px solid #999; padding: .25rem .5rem .25rem 0; text-align: left;
  vertical-align: top }
ul { margin: 0; padding-left: 1.2rem } .mark { font-weight: 600 }
footer { border-top: 1px solid #999; font-size: 9pt; padding: .3rem 0 }
@page { size: A4; margin: 18mm 16mm 20mm }
@media print { body { margin: 0; padding: 0; max-width: none }
  footer { position: fixed; bottom: 0; left: 0; right: 0; background: #fff } main { padding-bottom: 14mm } }
"""


@dataclass(frozen=True)
class Section:
    """A heading with lines below it, and rows as a table whose columns are called as the rows call them."""

    title: str
    lines: Sequence[str] = ()
    rows: Rows = ()


def printable(title: str, mark: str, sections: Sequence[Section], lang: str) -> bytes:
    """The page; `mark` says of which day and release it is and how confidential, on top and on every page."""
    body = "".join(_section(one) for one in sections)
    page = (
        f'<!DOCTYPE html><html lang="{escape(lang)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        f'<main><h1>{escape(title)}</h1><p class="mark">{escape(mark)}</p>{body}</main>'
        f"<footer>{escape(title)} · {escape(mark)}</footer></body></html>"
    )
    return page.encode()


def _section(one: Section) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in one.lines)
    listed = f"<ul>{lines}</ul>" if lines else ""
    return f"<section><h2>{escape(one.title)}</h2>{listed}{_table(one.rows)}</section>"


def _table(rows: Rows) -> str:
    if not rows:
        return ""
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in rows[0])
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(map(_row, rows))}</tbody></table>"


def _row(row: Mapping[str, object]) -> str:
    first, *others = (escape("" if cell is None else str(cell)) for cell in row.values())
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'
