"""`process`: rounds and offers on the command line, by the same tables as in the app."""

import json
from datetime import date, timedelta

import pytest

from rematch import texts
from rematch.__main__ import main
from rematch.command import offering
from rematch.process.days import day_of, this_moment
from rematch.process.prices.place_prices import PlacePrice, PlacePrices
from rematch.store import Store
from rematch.texts import say
from tests.unit.command import DB, planned_store

PRICES = PlacePrices.model_validate(
    {
        "prices": [
            PlacePrice.model_validate(
                {"ags": "01002000", "resource": "persons", "left": 2, "price": 0, "error": 0}
            ),
            PlacePrice.model_validate(
                {
                    **{"ags": "01002000", "resource": "flat", "unit": "step_free=True;rooms=2.5"},
                    **{"left": 1, "price": 0.31, "error": 0.02},
                }
            ),
        ],
        **{"futures": 75, "weeks": 12, "seed": 1, "pool": 23, "since": "2026-01-01", "until": "2026-06-30"},
    }
)


@pytest.fixture(autouse=True)
def loaded(own_place: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small cohort with one recorded run."""
    planned_store(monkeypatch)


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["process", *argv, "--db", DB])
    out, err = capsys.readouterr()
    return code, out, err


def content(capsys: pytest.CaptureFixture[str], *argv: str) -> dict:  # type: ignore[type-arg]
    code, out, _ = run(capsys, *argv, "--json")
    assert code == 0
    return json.loads(out)  # type: ignore[no-any-return]


def decided(capsys: pytest.CaptureFixture[str]) -> None:
    """A round, decided with the run there is."""
    with Store.open(DB) as store:
        [run_id] = [run.run_id for cohort in store.cohorts() for run in store.runs(cohort.cohort)]
    content(capsys, "open", "Juni")
    content(capsys, "step", "round", "1", "decide", "--words", "one voice", "--run", run_id)


def test_a_round_goes_from_opening_to_a_declined_offer(capsys: pytest.CaptureFixture[str]) -> None:
    """Opened, decided, offers prepared for all with a place, one sent and declined; the list has it all."""
    decided(capsys)
    offers = content(capsys, "prepare", "1")["offers"]
    assert offers
    last = day_of(this_moment()) + timedelta(days=14)
    content(capsys, "step", "offer", "1", "send", "--last-day", last.isoformat())
    content(capsys, "step", "offer", "1", "decline", "--reason", "not_now")
    listed = content(capsys, "list")
    assert [one["state"] for one in listed["offers"]] == ["declined", *["prepared"] * (len(offers) - 1)]
    assert date.fromisoformat(listed["offers"][0]["last_day"]) == last
    assert listed["households"][offers[0]["household"]] == "waiting"


def test_a_refused_step_says_all_that_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, a line for each thing on stderr, nothing on stdout."""
    content(capsys, "open", "Juni")
    code, out, err = run(capsys, "step", "round", "1", "decide", "--lang", "de")
    assert (code, out) == (1, "")
    for need in ("words", "plan"):
        assert say(f"process.need.{need}", "de") in err


@pytest.mark.parametrize(
    "argv", [("open",), ("prepare", "one"), ("step", "offer"), ("step", "cat", "1", "purr")]
)
def test_what_cannot_be_understood_is_told_with_how_to_write_it(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...]
) -> None:
    """Exit code 2 and how the command is written."""
    code, out, err = run(capsys, *argv)
    assert (code, out) == (2, "")
    assert f"process {argv[0]}" in err


def test_an_event_that_leads_nowhere_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """An offer that is not there cannot be accepted."""
    code, _, err = run(capsys, "step", "offer", "7", "accept", "--lang", "en")
    assert code == 2
    assert say("fault.step.no_such_step.what", "en") in err


def test_a_household_is_divided_and_a_part_that_agreed_is_taken_in(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`split` makes two that have to be asked; `enter` refuses them until they agreed; both say so."""
    decided(capsys)
    with Store.open(DB) as store:
        [cohort] = store.cohorts()
        households = store.load_profiles(cohort.cohort).households
    whole = next(one for one in households if one.size > 1 and one.consent)
    code, _, err = run(capsys, "split", whole.id, "1", "--lang", "en")
    assert (code, say("process.need.words", "en") in err) == (1, True)
    parts = content(capsys, "split", whole.id, "1", "--words", "apart")["households"]
    listed = content(capsys, "list")["households"]
    assert [listed[one] for one in parts] == ["to_ask", "to_ask"]
    code, _, err = run(capsys, "enter", "1", parts[0], "--lang", "en")
    assert (code, say("process.need.may_enter", "en") in err) == (1, True)


@pytest.mark.parametrize("argv", [("enter", "1"), ("enter", "x", "H"), ("split", "H"), ("split", "H", "x")])
def test_what_is_said_wrongly_is_told_with_how_to_say_it(
    argv: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and the shape of the action."""
    code, out, err = run(capsys, *argv)
    assert (code, out) == (2, "")
    assert argv[0] in err


def test_a_municipality_is_invited_and_pledges_on_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Noted for it with who said so; without that, or without two numbers, the refusal names it."""
    content(capsys, "open", "Juni")
    with Store.open(DB) as store:
        [cohort] = store.cohorts()
        ags = store.load_profiles(cohort.cohort).municipalities[0].ags
    subject = f"1:{ags}"
    last = day_of(this_moment()) + timedelta(days=14)
    content(capsys, "step", "partner", subject, "invite", "--last-day", last.isoformat())
    content(capsys, "step", "partner", subject, "restate", "--words", "Ms Berg")
    code, _, err = run(capsys, "step", "partner", subject, "confirm", "--lang", "de")
    assert code == 1
    assert all(say(f"process.need.{need}", "de") in err for need in ("pledge", "on_behalf"))
    content(capsys, "step", "partner", subject, "confirm", "--pledge", "5-10", "--words", "Ms Berg")
    listed = content(capsys, "list")
    assert listed["partners"] == {subject: "confirmed"}
    assert listed["events"][-1]["pledge"] == [5, 10]
    _, out, _ = run(capsys, "list", "--lang", "de")
    assert say("process.partner.confirmed", "de") in out


@pytest.mark.parametrize("lang", ["de", "en"])
def test_of_too_few_weeks_no_price_is_told(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    """Before anybody has arrived there is nothing to look ahead by; it is said, and is no mistake."""
    code, out, _ = run(capsys, "prices", "--lang", lang)
    assert code == 0
    assert out.strip() == say("process.coming.too_little", lang, least="8")
    assert content(capsys, "prices") == {"prices": None}


@pytest.mark.parametrize("lang", ["de", "en"])
def test_prices_are_told_place_by_place_with_their_standard_errors(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """The dearest first, in words and with what they are an average of; as data the same figures."""
    monkeypatch.setattr(offering, "estimated", lambda *_: PRICES)
    _, out, _ = run(capsys, "prices", "--lang", lang)
    of, unit, first, second = out.strip().splitlines()
    assert "23" in of and PRICES.fingerprint in of
    assert unit == say("process.coming.unit_person", lang)
    assert f"{texts.number(0.31, lang, 2)} ± {texts.number(0.02, lang, 2)}" in first
    assert say("profiles.column.step_free", lang) in first
    assert f"{texts.number(0.0, lang, 2)} ± " in second
    assert content(capsys, "prices")["prices"][1]["price"] == 0.31
