"""A cohort whose every free text tries to be markup, a formula, or something else than text."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

SESSION = Path(__file__).parents[1] / "data" / "session"
MARKUP = (
    "<script>document.title='x'</script><img src=x onerror=\"document.title='x'\"><b>dick</b> **fett** "
    "[l](http://evil.example/a) https://evil.example/b www.evil.example a@evil.example "
    "$\\frac12$ :smile: :red[rot] :material/home: `code` {{7*7}} --> \u202eetieW"
)
PLACES = (MARKUP, '=HYPERLINK("http://evil.example")', "+1+1", "@SUM(A1)", "＝1+1")
HOUSEHOLDS = {"H001": "**H1**", "H002": "=1+1", "H003": "$H$3", "H004": "a@evil.example"}
COHORT = "Runde **fett** <b>dick</b> :smile:"
SCENARIO = "Plan **fett** <b>dick</b> :smile:"

Row = dict[str, str]


def files() -> dict[str, bytes]:
    """The session cohort in our own format with hostile names, places and ids."""
    found = {path.name: path.read_text(encoding="utf-8") for path in SESSION.iterdir()}
    found["cohort.toml"] = (
        found["cohort.toml"].replace('id = "session"', 'id = "hostile"').replace("Demo 30 × 8", COHORT)
    )
    for before, after in HOUSEHOLDS.items():
        for name in ("households.csv", "members.csv"):
            found[name] = found[name].replace(before, after)
    found["municipalities.csv"] = _edited(found["municipalities.csv"], _named)
    found["households.csv"] = _edited(found["households.csv"], _placed)
    return {name: text.encode() for name, text in found.items()}


def zipped() -> bytes:
    """The same as one file to load."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files().items():
            archive.writestr(f"hostile/{name}", content)
    return out.getvalue()


def _named(position: int, row: Row) -> None:
    row["name"] = PLACES[position] if position < len(PLACES) else row["name"]


def _placed(position: int, row: Row) -> None:
    row["place"] = PLACES[position % len(PLACES)]


def _edited(text: str, change: Callable[[int, Row], None]) -> str:
    rows = list(csv.DictReader(io.StringIO(text)))
    for position, row in enumerate(rows):
        change(position, row)
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
