"""Decisions told for a file: each with its reason, and in a session with who decided it and when."""

from datetime import UTC, datetime

from rematch.model import Ags
from rematch.scenario import Pin, Policy, Scenario, Veto
from rematch.store.sessions import SessionStep
from rematch.working.decisions import decisions

KIEL = Ags("01002000")
AT = datetime(2026, 11, 29, 9, 30, tzinfo=UTC)


def step(number: int, before: Scenario, after: Scenario, reason: str = "", by: str = "Anna") -> SessionStep:
    return SessionStep(
        number=number, at=AT, seat="a", by=by, kind="x", reason=reason, before=before, after=after
    )


def test_a_pin_and_a_veto_carry_their_own_reason_and_the_place() -> None:
    """Also without a session: they are part of the scenario."""
    scenario = Scenario(
        pins=(Pin(household="h1", ags=KIEL, reason="sister"),),
        vetoes=(Veto(household="h2", ags=KIEL, reason="clinic"),),
    )
    found = {one.key: one for one in decisions(scenario)}
    assert (found["pins", "h1"].value, found["pins", "h1"].reason) == (KIEL, "sister")
    assert found["vetoes", "h2", KIEL].reason == "clinic"
    assert found["pins", "h1"].by == "" and found["pins", "h1"].at is None


def test_what_is_closed_or_limited_has_the_reason_of_the_step_that_did_it() -> None:
    """The last step that touched it, with its name and moment; one taken back is not there."""
    start = Scenario()
    closed = Scenario(closed=(KIEL,))
    limited = Scenario(closed=(KIEL,), limits={KIEL: {"persons": 4.0}})
    opened = Scenario(limits={KIEL: {"persons": 4.0}})
    steps = [
        step(1, start, closed, "water damage"),
        step(2, closed, limited, "two flats less", "Ben"),
        step(3, limited, opened),
    ]
    [one] = decisions(opened, steps)
    assert one.as_content() == {
        "part": "limits",
        "about": [KIEL, "persons"],
        "value": 4.0,
        "reason": "two flats less",
        "by": "Ben",
        "at": AT.isoformat(),
    }


def test_everything_that_departs_from_an_empty_scenario_is_told() -> None:
    """Weights, switches and policy are decisions as well; an empty scenario has none."""
    scenario = Scenario(weights={"c1": 3.0}, switches={"c2": False}, policy=Policy(town_share=0.2))
    assert [one.key[0] for one in decisions(scenario)] == ["weights", "switches", "policy"]
    assert decisions(Scenario()) == ()
