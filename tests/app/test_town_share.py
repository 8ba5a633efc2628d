"""The town's share on the session screen: a slider of its own, capped, with what it changes."""

import pytest

from rematch.service.explanation import TownEffect
from rematch.texts import say
from rematch.ui.session.weighting import town_share
from tests.app.conftest import Open, unfold
from tests.app.session import Session


def test_its_slider_moves_the_policy_and_tells_what_it_changes(opened: Open) -> None:
    """From 10 % by default up to the cap of 30 %; at 0 % it says that the people alone count."""
    session = Session(unfold(opened("session"), "town_share"))
    slider = session.at.slider(key="slide_town_share")
    assert (slider.min, slider.max, slider.value) == (0, 30, 10)
    assert say("town.nobody", "de") in session.words
    slider.set_value(30)
    session.run()
    assert session.scenario.policy.town_share == pytest.approx(0.3)
    session.at.slider(key="slide_town_share").set_value(0)
    session.run()
    assert session.scenario.policy.town_share == 0
    assert say("town.none", "de") in session.words


def test_closed_it_computes_nothing(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan on screen and a moved slider ask nothing of the town's share."""

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(town_share, "town_effect", never)
    session = Session(opened("session"))
    session.slide("childcare", 2.0)
    assert not [slider for slider in session.at.slider if slider.key == "slide_town_share"]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_both_sides_are_told_as_higher_lower_or_the_same(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence has the households and, in points of 100, what each side wins or loses."""
    monkeypatch.setattr(town_share, "t", lambda code, **params: say(code, lang, **params))
    monkeypatch.setattr(town_share, "number", lambda value, digits: f"{value:.{digits}f}")
    words = town_share.effect_words(TownEffect(2, -0.003, 0.012, proven=True))
    assert say("town.lower", lang, points="0.3") in words
    assert say("town.higher", lang, points="1.2") in words
    assert "2" in words
    unsure = town_share.effect_words(TownEffect(1, 0.0001, None, proven=False))
    assert say("town.same", lang) in unsure and say("town.unproven", lang) in unsure
