"""What a run has settled is read by nobody else, nor after their rights have changed."""

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.errors import RematchError
from rematch.model import Viewer, ViewerRole
from rematch.rights import acting
from rematch.scenario import Scenario
from rematch.ui.shell import context
from tests.builders import of_town

ANNA = Viewer(name="Anna · 1")


def test_a_fragment_or_callback_reads_the_context_only_as_whom_it_was_made_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Struck from the file of roles, given fewer, or ended: what an earlier run has settled stays shut."""
    settled = context.Context(ANNA, shipped_catalogue(), (), None, None, None, Scenario())
    monkeypatch.setattr(context.st, "session_state", {context.KEY: settled})
    with acting(ANNA):
        assert context.here() is settled
    for other in (of_town("winter", "01002000"), Viewer(name=ANNA.name, role=ViewerRole.AUDITOR)):
        with acting(other), pytest.raises(RematchError) as refused:
            context.here()
        assert refused.value.code == "viewer.may_not"
    monkeypatch.setattr("rematch.rights.viewing._who", lambda: None)
    with pytest.raises(RematchError):
        context.here()
