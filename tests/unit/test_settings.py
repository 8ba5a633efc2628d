"""The environment is read in one place, and what cannot be used is told by name."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rematch.bootstrap import default_database
from rematch.errors import RematchError
from rematch.settings import PREFIX, Settings, settings
from tests.unit.texts.project import ROOT

OF_THE_SYSTEM = {
    Path("rematch/settings.py"),
    Path("rematch/command/parser.py"),
    Path("rematch/__init__.py"),
}
"""The settings, the command line's language, which is the system's, and threads, before numpy is loaded."""


def test_every_variable_is_read_as_what_it_means(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Paths, addresses, yes and no; an empty variable is one that is not set."""
    monkeypatch.setenv("REMATCH_DB", str(tmp_path / "a.duckdb"))
    monkeypatch.setenv("REMATCH_DASK_SCHEDULER", "tcp://host:8786")
    monkeypatch.setenv("REMATCH_MAP", "webgl")
    monkeypatch.setenv("REMATCH_STRICT_TEXTS", "1")
    found = settings()
    assert (found.db, found.dask_scheduler, found.map) == (tmp_path / "a.duckdb", "tcp://host:8786", "webgl")
    assert found.strict_texts is True
    for name in Settings.model_fields:
        monkeypatch.setenv(f"{PREFIX}{name}".upper(), "")
    assert settings() == Settings()
    assert default_database() == ROOT / "var" / "rematch.duckdb"


@pytest.mark.parametrize(
    ("name", "value"), [("REMATCH_DBB", "x"), ("REMATCH_MAP", "3d"), ("REMATCH_STRICT_TEXTS", "perhaps")]
)
def test_what_cannot_be_used_is_refused_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """A slip in a name opens no other database, a wrong value is not ignored; the value is not repeated."""
    monkeypatch.setenv(name, value)
    with pytest.raises(RematchError) as fault:
        default_database()
    assert (fault.value.code, fault.value.params) == ("settings.invalid", {"names": (name,)})


def test_no_other_module_reads_the_environment() -> None:
    """`os.environ` and `os.getenv` stand where they are checked."""
    readers = set()
    for path in [*ROOT.glob("rematch/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "environb"):
                readers.add(path.relative_to(ROOT))
    assert readers == OF_THE_SYSTEM


def test_every_variable_is_described_in_the_readme_or_the_documents() -> None:
    """Whoever hosts this finds each of them; and knows what it does."""
    said = "".join(
        path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]
    )
    assert [name for name in Settings.model_fields if f"{PREFIX}{name}".upper() not in said] == []


def test_numpy_is_loaded_with_one_thread_by_the_app_and_the_command_line() -> None:
    """Neither streamlit nor anything else loads it before the package has said so."""
    script = "import streamlit, sys; early = 'numpy' in sys.modules; import rematch, os; "
    script += "print(early, os.environ['OPENBLAS_NUM_THREADS'])"
    without = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    said = subprocess.run([sys.executable, "-c", script], env=without, capture_output=True, check=True)
    assert said.stdout.split() == [b"False", b"1"]
