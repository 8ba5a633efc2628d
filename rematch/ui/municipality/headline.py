"""First glance: how many people, the pledge, who wished to come, good fits."""

import streamlit as st

from rematch.service.municipality import GOOD_FIT, Preview, ShownAmount
from rematch.ui.municipality.amounts import amount_words, stated_words
from rematch.ui.words import percent, plain, t


def panel(seen: Preview) -> None:
    """One sentence and four figures."""
    st.header(_sentence(seen))
    people, pledge, wished, good = st.columns(4, gap="small")
    with people:
        places = t("preview.persons.places", places=stated_words(seen.resources[0]))
        _figure(t("preview.persons"), amount_words(seen.persons), places, t("preview.persons.help"))
    with pledge:
        _figure(t("preview.pledge"), _pledge(seen), _pledged(seen), t("preview.pledge.help"))
    with wished:
        named = None if seen.wishes is None else seen.wishes.named
        _figure(t("preview.wished"), *_of_round(named), t("preview.wished.help"))
    with good:
        explained = t("preview.good.help", fit=percent(GOOD_FIT))
        _figure(t("preview.good"), *_of_round(seen.good_here), explained)


def _figure(label: str, value: str, below: str, explained: str) -> None:
    st.metric(
        label,
        value,
        below,
        delta_color="off",
        delta_arrow="off",
        help=explained,
        border=True,
        height="stretch",
    )


def _sentence(seen: Preview) -> str:
    amount, name = amount_words(seen.persons), plain(seen.name)
    if seen.households is not None:
        homes = t("preview.households", count=seen.households.at_least)
        if seen.persons.at_least == 0:
            return t("preview.nobody", municipality=name)
        return t(
            "preview.coming.full",
            municipality=name,
            count=seen.persons.at_least,
            households=homes,
        )
    if seen.persons.at_least == 0:
        return t("preview.coming.few", municipality=name, amount=amount)
    return t("preview.coming", municipality=name, amount=amount)


def _pledge(seen: Preview) -> str:
    standing, missing = seen.pledge.standing, seen.pledge.missing
    if standing == "missing" and missing is not None:
        return t("preview.pledge.lacks", count=missing)
    return t(f"preview.pledge.{standing}")


def _pledged(seen: Preview) -> str:
    if not seen.pledge.minimum:
        return t("preview.pledge.no_minimum")
    return t("preview.pledge.minimum", count=seen.pledge.minimum)


def _of_round(amount: ShownAmount | None) -> tuple[str, str]:
    """An amount of the round's households; nothing of a small round of real people."""
    if amount is None:
        return "–", t("preview.small_round")
    return amount_words(amount), t("preview.good.of_round")
