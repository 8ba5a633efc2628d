"""What is made from the code and the catalogue and is kept in the repository, made anew: `make anew`.

The demo cohorts, docs/interfaces.md, docs/house.svg and the statement in docs/office. Golden texts are
rewritten by their own tests.
"""

import tomllib

from rematch.bootstrap import shipped_catalogue
from rematch.command.reference import markdown
from rematch.criteria.catalogue import Catalogue
from rematch.report.files.folder import write_folder
from rematch.synthetic import generate
from tests import statement
from tests.house import PICTURE, draw
from tests.unit.test_architecture import ROOT

SIZES = {"session": (30, 8), "land": (330, 20)}
LISTED = frozenset({"session"})
"""The cohorts whose municipalities list their housing unit by unit; land takes twice as long with them."""


def cohorts(catalogue: Catalogue) -> None:
    """The demo cohorts by the seeds in their files."""
    for name, size in SIZES.items():
        folder = ROOT / "data" / name
        about = tomllib.loads((folder / "cohort.toml").read_text(encoding="utf-8"))
        made = generate(
            *size, about["seed"], catalogue, cohort_id=name, name=about["name"], units=name in LISTED
        )
        write_folder(made, catalogue, folder)


if __name__ == "__main__":
    cohorts(shipped_catalogue())
    reference = markdown(shipped_catalogue())
    (ROOT / "docs" / "interfaces.md").write_text(reference, encoding="utf-8")
    PICTURE.write_text(draw(), encoding="utf-8")
    for path, words in statement.written().items():
        path.write_text(words, encoding="utf-8")
