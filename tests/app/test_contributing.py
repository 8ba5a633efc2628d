"""CONTRIBUTING.md says what is so: one of each is added to a copy of the project, in the files it names."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.unit.test_architecture import ROOT

PARTS = ("app.py", "Makefile", "pyproject.toml", "rematch", "pages", "data", "docs", "tests")
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^## An? ([a-z ]+)\n\n((?:\d\. .*\n(?:   .*\n)*)+)", TEXT, re.M))
LEADING = re.compile(r"^\d\. ((?:`[^`]+`(?:, | \(or a folder\))?)+):", re.M)
WORDS = "tests/unit/texts/test_every_code.py"
BEING_WRITTEN = shutil.ignore_patterns("*.pyc.*")
"""What another process compiles at this moment."""


@dataclass(frozen=True)
class Copy:
    """A copy of the project in which something is added."""

    root: Path

    def append(self, file: str, text: str) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + text, encoding="utf-8")

    def insert(self, file: str, line: int, text: str) -> None:
        """Put text before a line, counted from 1."""
        lines = (self.root / file).read_text(encoding="utf-8").splitlines(keepends=True)
        lines[line - 1 : line - 1] = [text + "\n"]
        (self.root / file).write_text("".join(lines), encoding="utf-8")

    def into(self, file: str, name: str, text: str) -> None:
        """Put text at the end of a class, or as the last entry of a table."""
        node = self._named(file, name)
        assert node.end_lineno
        self.insert(file, node.end_lineno + isinstance(node, ast.ClassDef), text)

    def before(self, file: str, name: str, text: str) -> None:
        self.insert(file, self._named(file, name).lineno, text + "\n\n")

    def at_start(self, file: str, function: str, text: str) -> None:
        """Put text before a function's first statement."""
        node = self._named(file, function)
        assert isinstance(node, ast.FunctionDef)
        first = node.body[1 if ast.get_docstring(node) else 0]
        self.insert(file, first.lineno, text)

    def say(self, file: str, table: str, line: str) -> None:
        """Put a text under a table's header, in both languages."""
        for lang in ("de", "en"):
            path = f"rematch/texts/{lang}/{file}"
            lines = (self.root / path).read_text(encoding="utf-8").splitlines()
            self.insert(path, lines.index(f"[{table}]") + 2, line)

    def touched(self) -> set[str]:
        """Files that are new or different."""
        files = [p for part in PARTS for p in (self.root / part).rglob("*") if "__pycache__" not in p.parts]
        files += [self.root / part for part in PARTS]
        names = {p.relative_to(self.root).as_posix() for p in files if p.is_file()}
        return {name for name in names if _different(self.root / name, ROOT / name)}

    def python(self, *arguments: str) -> str:
        """What Python prints when it is run in the copy."""
        environment = {"PATH": "", "REMATCH_DB": str(self.root / "x.duckdb"), "REMATCH_STRICT_TEXTS": "1"}
        environment |= {"PYTHONDONTWRITEBYTECODE": "1", "HOME": str(self.root)}
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
        return done.stdout

    def tests(self, *names: str) -> None:
        """The project's own tests hold in the copy, too."""
        self.python("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", *names)

    def opens(self, page: str, shown: str, lang: str = "en") -> None:
        """The page opens in this language and shows a text."""
        self.python("-c", OPENED, page, shown, lang)

    def _named(self, file: str, name: str) -> ast.stmt:
        tree = ast.parse((self.root / file).read_text(encoding="utf-8"))
        return next(node for node in tree.body if name in _names(node))


OPENED = """
import sys
from streamlit.testing.v1 import AppTest
at = AppTest.from_file("rematch/ui/main.py", default_timeout=60)
at.query_params["lang"] = sys.argv[3]
at.run()
at.switch_page(f"../../pages/{sys.argv[1]}.py").run()
assert not at.exception, at.exception
assert any(sys.argv[2] in str(element.value) for element in at.markdown)
"""


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return [node.name]
    targets = (
        node.targets
        if isinstance(node, ast.Assign)
        else [node.target]
        if isinstance(node, ast.AnnAssign)
        else []
    )
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _different(one: Path, other: Path) -> bool:
    return not other.exists() or one.read_bytes() != other.read_bytes()


def criterion(copy: Copy) -> None:
    """Households that would like a garden, municipalities that have some."""
    copy.append("data/criteria.toml", _GARDEN)


def criterion_works(copy: Copy) -> None:
    copy.python("-m", "tests.anew")
    header = (copy.root / "data" / "session" / "households.csv").read_text(encoding="utf-8")
    assert "wants_garden" in header.split("\n", 1)[0]


_FIELDS = """
[[fields]]
id = "wants_NAME"
of = "household"
type = "flag"
label = { de = "Möchte NAME", en = "Would like NAME" }
"""
_GARDEN = (
    _FIELDS.replace("NAME", "garden")
    + """
[[fields]]
id = "has_garden"
of = "municipality"
type = "flag"
label = { de = "Hat Gärten", en = "Has gardens" }

[[criteria]]
id = "garden"
group = "place"
label = { de = "Garten", en = "Garden" }
question = { de = "Möchten Sie einen Garten?", en = "Would like a garden?" }
need = "wants_garden"
offer = "has_garden"
measure = "gate"
weight = 5
on = true
source = "X"
"""
)


def measure(copy: Copy) -> None:
    """What is offered as a share of what is needed."""
    copy.into("rematch/criteria/catalogue.py", "MeasureName", '    RATIO = "ratio"')
    copy.append(
        "rematch/criteria/measuring/measures.py",
        '''

def ratio(needed: Floats, asked: Floats, offered: Floats) -> ScoreMatrix:
    """min(1, o / n); `asked` [r] and `offered` [m], NaN unknown."""
    score = np.clip(offered / np.maximum(asked, 1e-12)[:, None], 0.0, 1.0)
    return settle(score, needed, np.isnan(offered))
''',
    )
    measured = "rematch/criteria/measuring/measured.py"
    copy.before(
        measured,
        "MEASURES",
        """def _ratio(met: CriterionContext) -> ScoreMatrix:
    asked = met.figures(_need(met), met.needs(_need(met)))
    return measures.ratio(met.needed, asked, met.figures(_offer(met), met.offers(_offer(met))))
""",
    )
    copy.into(measured, "MEASURES", "    MeasureName.RATIO: _ratio,")
    numbers = "frozenset({FieldType.NUMBER})"
    copy.into("rematch/criteria/soundness.py", "ASKS", f"    MeasureName.RATIO: Asks({numbers}, {numbers}),")
    copy.append("rematch/texts/formulas.toml", "ratio = 's = \\min(1, o / n)'\n")
    copy.say("method.toml", "method.measure", 'ratio = "**Share.** What is there of what is needed."')
    copy.say("method.toml", "method.where", 'ratio = "$n$: needed; $o$: there"')
    copy.say("method.toml", "method.name", 'ratio = "Share"')


def measure_works(copy: Copy) -> None:
    numbers = _GARDEN.replace('"flag"', '"number"').replace('"gate"', '"ratio"')
    copy.append("data/criteria.toml", numbers)
    copy.python("-c", _MEASURED)
    copy.tests(WORDS, "-k", "in_use or formula")


_MEASURED = """
from rematch.bootstrap import shipped_catalogue
from rematch.criteria.measuring.measured import measure
from rematch.scenario import Scenario
from rematch.synthetic import generate
catalogue = shipped_catalogue()
scored = measure(catalogue.by_id["garden"], generate(30, 8, 1, catalogue), catalogue, Scenario())
assert scored.score.shape == (30, 8) and (scored.score >= 0).any()
"""


def hard_rule(copy: Copy) -> None:
    """Nobody into a place of fewer than so many people."""
    copy.into("rematch/criteria/catalogue.py", "RuleName", '    VILLAGE = "village"')
    rules = "rematch/criteria/measuring/rules.py"
    copy.into(rules, "ReasonCode", '    VILLAGE = "village"')
    copy.before(
        rules,
        "NAMED",
        '''def _village(name: Name, profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Rule:
    """population < 70,000; unknown passes."""
    small = np.array([(m.population or np.inf) < 70_000 for m in profiles.municipalities])
    return Rule(ReasonCode.VILLAGE, small[None, :], name)
''',
    )
    copy.into(rules, "NAMED", "    RuleName.VILLAGE: _village,")
    where = "rematch.criteria.measuring.rules:_village"
    enforcer = f'    Enforcer(RuleName.VILLAGE, "{where}"),'
    copy.into("rematch/criteria/enforcers.py", "ENFORCERS", enforcer)
    copy.say("session.toml", "rule", 'village = "too small:"')
    copy.say("session.toml", "reason", 'village = "The place is too small."')


def hard_rule_works(copy: Copy) -> None:
    copy.append("data/criteria.toml", _VILLAGE)
    copy.python("-c", _BARRED)


_VILLAGE = """
[[criteria]]
id = "no_village"
group = "place"
label = { de = "Keine Dörfer", en = "No villages" }
question = { de = "Keine Dörfer?", en = "No villages?" }
rule = "village"
hard = "always"
on = true
source = "X"
"""
_BARRED = """
from rematch.bootstrap import shipped_catalogue
from rematch.criteria.measuring.rules import ReasonCode, hard_rules
from rematch.scenario import Scenario
from rematch.synthetic import generate
catalogue = shipped_catalogue()
profiles = generate(30, 8, 1, catalogue)
found = hard_rules(profiles, catalogue, Scenario())
small = [j for j, m in enumerate(profiles.municipalities) if m.population < 70_000]
assert small and not found.allowed[:, small].any()
reasons = [reason for j in small for reason in found.reasons(0, j)]
assert {r.criterion for r in reasons if r.code is ReasonCode.VILLAGE} == {"no_village"}
"""


def resource(copy: Copy) -> None:
    """Parking places, of which a household needs one if it says so."""
    copy.append("data/criteria.toml", _PARKING)


def resource_works(copy: Copy) -> None:
    copy.python("-c", _LIMITED)


_LIMITED = """
from rematch.bootstrap import shipped_catalogue
from rematch.instance import assemble, prepare_cohort
from rematch.report.files.folder import folder_files
from rematch.scenario import Scenario
from rematch.synthetic import generate
catalogue = shipped_catalogue()
profiles = generate(30, 8, 1, catalogue)
assert "capacity_parking" in folder_files(profiles, catalogue)["municipalities.csv"].split("\\n", 1)[0]
instance = assemble(prepare_cohort(profiles, catalogue, "data"), Scenario())
assert "parking" in {resource.id for resource in catalogue.resources}
assert instance.parts(0, 0)
"""
_PARKING = (
    _FIELDS.replace("NAME", "parking")
    + """
[[criteria]]
id = "parking"
group = "place"
label = { de = "Stellplatz", en = "Parking" }
question = { de = "Brauchen Sie einen Stellplatz?", en = "Do you need a parking place?" }
need = "wants_parking"
measure = "places"
resource = "parking"
weight = 3
on = true
source = "X"

[[resources]]
id = "parking"
label = { de = "Stellplätze", en = "Parking places" }
one = { de = "Stellplatz", en = "parking place" }
many = { de = "Stellplätze", en = "parking places" }
binds = "essential"
criterion = "parking"
demand = { per = "household", field = "wants_parking" }
"""
)


def page(copy: Copy) -> None:
    """A page that says one sentence."""
    copy.append(
        "pages/hello.py", '"""Hello: one sentence."""\n\nfrom rematch.ui import hello\n\nhello.panel()\n'
    )
    copy.append(
        "rematch/ui/hello.py",
        '''"""The panel of a page that says hello."""

import streamlit as st

from rematch.ui.words import t


def panel() -> None:
    """One sentence."""
    st.markdown(t("nav.hello.help"))
''',
    )
    copy.into("rematch/ui/shell/navigation.py", "ICONS", '    "hello": ":material/home:",')
    copy.say("app.toml", "nav", 'hello = "Hello"\n"hello.help" = "A page that says hello."')
    copy.into("tests/browser/test_pages.py", "ADDRESSES", '    "hello": "hello",')


def page_works(copy: Copy) -> None:
    copy.opens("hello", "A page that says hello.")


def language(copy: Copy) -> None:
    """English once more, under another code and with one sentence of its own."""
    copy_of = copy.root / "rematch" / "texts"
    shutil.copytree(copy_of / "en", copy_of / "nl")
    method = (copy_of / "nl" / "method.toml").read_text(encoding="utf-8")
    (copy_of / "nl" / "method.toml").write_text(method.replace("The measures", "De maten"), encoding="utf-8")


def language_works(copy: Copy) -> None:
    said = copy.python("-c", "from rematch.texts import say; print(say('method.measures.title', 'nl'))")
    assert said == "De maten\n"


def reader(copy: Copy) -> None:
    """Cards: a first line that says so, then rows with cells between bars."""
    copy.append(
        "rematch/intake/files/cards.py",
        '''"""Cards: rows with cells between bars, after a line that says so."""

from rematch.intake.sheets.sheet import Grid, SheetRecord

MARK = b"#cards"


def read_cards(content: bytes) -> Grid:
    """The rows after the first line."""
    lines = content.decode("utf-8").splitlines()[1:]
    return Grid(tuple(SheetRecord(k, tuple(line.split("|"))) for k, line in enumerate(lines, start=2)))
''',
    )
    kinds, formats = "rematch/intake/files/file_type.py", "rematch/intake/formats.py"
    copy.into(kinds, "Kind", '    CARDS = "cards"')
    copy.at_start(kinds, "kind_of", '    if content.startswith(b"#cards"):\n        return Kind.CARDS')
    copy.at_start(
        formats,
        "_grids",
        "    if kind_of(content) is Kind.CARDS:\n        yield notes, read_cards(content)\n        return",
    )
    copy.before(formats, "read_tables", "from rematch.intake.files.cards import read_cards")


def reader_works(copy: Copy) -> None:
    rows = "\\n".join(["#cards", "Haushalt|Alter|Ort", "H1|34|Posen", "H2|51|Krakau", "H3|8|Lublin"])
    said = copy.python(
        "-c",
        f"from rematch.intake import read_foreign; tables, _ = read_foreign({{'x': b'{rows}'}});"
        "print(tables[0].columns, len(tables[0].lines))",
    )
    assert "('Haushalt', 'Alter', 'Ort') 3" in said


ADDED: dict[str, tuple[str, Callable[[Copy], None], Callable[[Copy], None]]] = {
    "criterion": ("garden", criterion, criterion_works),
    "measure": ("ratio", measure, measure_works),
    "hard rule": ("village", hard_rule, hard_rule_works),
    "resource": ("parking", resource, resource_works),
    "page": ("hello", page, page_works),
    "language": ("nl", language, language_works),
    "reader": ("cards", reader, reader_works),
}
"""Recipe -> the new thing's name, what adds it, what shows that it works."""


def named(kind: str, name: str) -> set[str]:
    """The files that a recipe's lines begin with."""
    lines = LEADING.findall(RECIPES[kind])
    return {file.replace("NAME", name) for line in lines for file in re.findall(r"`([^`]+)`", line)}


def made_anew() -> set[str]:
    """What the introduction says `make anew` rewrites."""
    sentence = re.search(r"`make anew` rewrites[^:]*:([^.]*(?:\.\w+[^.]*)*)\. ", TEXT)
    assert sentence
    return set(re.findall(r"`([^`]+)`", sentence[1]))


def under(files: set[str], names: set[str]) -> set[str]:
    """The files that are none of these names and lie in none of these folders."""
    return {
        file for file in files if not any(file == n or (n[-1] == "/" and file.startswith(n)) for n in names)
    }


def test_every_recipe_is_tried() -> None:
    """Each has about five lines, and one of each is added here."""
    assert RECIPES.keys() == ADDED.keys()
    assert all(len(re.findall(r"^\d\. ", recipe, re.M)) == 5 for recipe in RECIPES.values())


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, marks=pytest.mark.soak if kind in ("measure", "hard rule", "resource") else ())
        for kind in ADDED
    ],
)
def test_one_more_touches_the_files_that_contributing_names(kind: str, tmp_path: Path) -> None:
    """What is touched by hand is what the recipe names, no file less; it works; the rest is made anew."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, tmp_path / part, ignore=BEING_WRITTEN)
        else:
            shutil.copy(ROOT / part, tmp_path / part)
    copy = Copy(tmp_path)
    name, add, works = ADDED[kind]
    add(copy)
    files, touched = named(kind, name), copy.touched()
    assert not under(touched, files)
    assert all(any(file.startswith(n) for file in touched) for n in files)
    works(copy)
    assert not under(copy.touched(), files | made_anew() | {"data/criteria.toml"})
