"""Places for those who will come: what one more is worth, what it costs to charge that, and by how much."""

from functools import partial
from typing import Any

import streamlit as st

from rematch.report.wording.words import place_words
from rematch.scenario import HeldPrices, Scenario
from rematch.service.process import (
    LEAST,
    MOST_FUTURES,
    NOTHING,
    SHARES,
    History,
    PlacePrice,
    PlacePrices,
    PriceCost,
    estimated,
    kept,
    price_costs,
)
from rematch.service.session import PlanReport
from rematch.ui import tables
from rematch.ui.jobs import beside, on_request
from rematch.ui.session import current_plan
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.widgets import one_of
from rematch.ui.words import READING_WIDTH, day, number, percent, plain, t

NAME, SHARE = "coming", "process_coming_share"
CHARGED = {"none": 0.0, "half": SHARES[0], "full": SHARES[1]}
DIGITS = 2

Found = tuple[PlacePrices, tuple[PriceCost, ...]] | None
"""None where too little is known."""


def panel(history: History) -> None:
    """Closed until somebody opens it; nothing is worked out before it is asked for."""
    with st.expander(t("process.coming.title"), key="process_coming", on_change="rerun") as opened:
        if not opened.open:
            return
        st.markdown(t("process.coming.text"), width=READING_WIDTH)
        report, planned = current_plan.report(), _planned(history)
        if report is None:
            return
        steps = on_request.answer(
            NAME,
            report,
            partial(_worked_out, history, planned),
            words=t("process.coming.ask"),
            icon=":material/hourglass_top:",
            question=_question(history),
        )
        if steps is not None:
            _shown(steps[0])


def chosen(history: History) -> HeldPrices | None:
    """The prices to charge when planning on; None where none were worked out or none are to be charged."""
    steps = beside.found(NAME, _question(history))
    share = CHARGED[st.session_state.get(SHARE) or "none"]
    if steps is None or steps.answer is None or steps.answer[0] is None or share == 0:
        return None
    prices: PlacePrices = steps.answer[0][0]
    return prices.held(share)


def _planned(history: History) -> Scenario:
    """What planning on would plan, without any prices, and without reasons, which are not always the same."""
    found = kept(state.scenario(), history, here().profiles, here().catalogue)
    silent = {
        part: tuple(one.model_copy(update={"reason": ""}) for one in getattr(found, part))
        for part in ("pins", "vetoes")
    }
    return found.model_copy(update={"held": None, **silent})


def _question(history: History) -> object:
    return (here().cohort_data.identity, _planned(history).fingerprint, history.last)


def _worked_out(
    history: History,
    planned: Scenario,
    report: PlanReport,
    told: on_request.Told,
    stopped: on_request.Stopped,
) -> tuple[Found]:
    """Prices and what they cost, in a tuple: an answer of None would be no answer."""
    cohort_data = report.instance.cohort_data

    def looked_at(done: int, most: int) -> bool:
        told(done, most)
        return not stopped()

    prices = estimated(history, planned, cohort_data, told=looked_at)
    told(MOST_FUTURES, MOST_FUTURES)
    return (None if prices is None else (prices, price_costs(cohort_data, planned, prices)),)


def _shown(found: Found) -> None:
    if found is None:
        st.info(t("process.coming.too_little", least=number(LEAST)), width=READING_WIDTH)
        return
    prices, costs = found
    words = {
        "futures": number(prices.futures),
        "weeks": number(prices.weeks),
        "pool": number(prices.pool),
        "since": day(prices.since),
        "until": day(prices.until),
        "error": number(prices.greatest_error, DIGITS),
        "seed": str(prices.seed),
        "print": prices.fingerprint,
    }
    unit = t("process.coming.unit_person" if prices.exponent else "process.coming.unit_household")
    st.markdown(f"{t('process.coming.made_of', **words)} {unit}", width=READING_WIDTH)
    _table(prices)
    _costs(costs)


def _table(prices: PlacePrices) -> None:
    dear = sorted((one for one in prices.prices if one.price > NOTHING), key=lambda one: -one.price)
    rest = len(prices.prices) - len(dear)
    if not dear:
        st.markdown(t("process.coming.none"), width=READING_WIDTH)
        return
    rows, called = [_row(one) for one in dear], t("process.coming.table")
    written = {"place_price": DIGITS, "place_price_error": DIGITS, "place_left": 0}
    said = [
        {column: number(row[column], written[column]) if column in written else row[column] for column in row}
        for row in rows
    ]
    tables.show(said, None, called=called)
    tables.files(rows, "rematch-coming", called)
    if rest:
        st.markdown(t("process.coming.enough", count=rest), width=READING_WIDTH)


def _row(one: PlacePrice) -> dict[str, Any]:
    town = here().cohort_data.name(one.ags)
    place = place_words(one.resource, one.unit, here().catalogue, state.language())
    words = {"place": place, "municipality": town, "price": number(one.price, DIGITS)}
    return {
        "municipality": town,
        "place_of_kind": place,
        "place_left": one.left,
        "place_price": one.price,
        "place_price_error": one.error,
        "place_says": t("process.coming.says", **words),
    }


def _costs(costs: tuple[PriceCost, ...]) -> None:
    """What each share takes from those who are planned now, then the choice, which nobody has made yet."""
    st.markdown(f"### {t('process.coming.costs')}")
    lines = [
        t(
            "process.coming.cost",
            share=percent(one.share),
            fit=percent(one.fit, 1),
            fit_without=percent(one.fit_without, 1),
            persons=number(one.persons),
            persons_without=number(one.persons_without),
            count=one.elsewhere,
        )
        for one in costs
    ]
    st.markdown("\n".join(f"- {plain(line)}" for line in lines), width=READING_WIDTH)
    options = {name: t(f"process.coming.share.{name}") for name in CHARGED}
    one_of(options, t("process.coming.share"), SHARE, default="none", titled=True)
