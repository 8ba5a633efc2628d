"""Presets on screen: what each would change is told on request, before it is taken."""

from rematch.criteria.presets import presets
from rematch.texts import say
from tests.app.conftest import Open, unfold
from tests.app.session import Session


def test_side_effects_are_worked_out_on_request_and_nothing_is_set(opened: Open) -> None:
    """Closed there is no button; asked, there is a line for every preset, and the weights stay."""
    session = Session(opened("session"))
    assert not [button for button in session.at.button if button.key == "ask_presets"]
    unfold(session.at, "preset_effects")
    session.asked("presets")
    for preset in presets():
        assert f"- **{preset.label.de}**: " in session.words
    assert say("preset.note", "de") in session.words
    assert not session.scenario.weights and not session.scenario.groups
