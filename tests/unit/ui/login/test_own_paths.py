"""Which addresses of the server belong to a visit, and which to the program."""

import pytest

from rematch.ui.login import own_paths


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/media/0a1b.csv", ("media", "0a1b.csv")),
        ("/direct/token/left", ("direct", "token/left")),
        ("/_stcore/upload_file/session/file", ("_stcore/upload_file", "session/file")),
        ("/static/media/MaterialSymbols.woff2", ("", "")),
        ("/app/static/media/x.png", ("", "")),
        ("/mediator/x", ("", "")),
        ("/_stcore/health", ("", "")),
        ("/", ("", "")),
    ],
)
@pytest.mark.parametrize("base", ["", "office/rematch"])
def test_only_what_visits_are_handed_is_theirs(
    monkeypatch: pytest.MonkeyPatch, base: str, path: str, way: tuple[str, str]
) -> None:
    """Under whatever base path; fonts and scripts of the framework are everybody's."""
    monkeypatch.setattr(own_paths.st, "get_option", lambda _name: base)
    assert own_paths._way(f"/{base}{path}" if base else path) == way
