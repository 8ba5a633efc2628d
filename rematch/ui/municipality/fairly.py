"""Is our town treated fairly: the own pledge first, then fits and wishes, the distribution key last."""

import streamlit as st

from rematch.service.municipality import Preview
from rematch.ui.municipality.amounts import amount_words
from rematch.ui.words import READING_WIDTH, percent, plain, t


def panel(seen: Preview) -> None:
    """One line for each, in this order; the key in small, named for what it is."""
    *first, by_key = lines(seen)
    st.markdown(f"## {t('preview.fair')}")
    st.markdown("\n".join(f"- {plain(line)}" for line in first), width=READING_WIDTH)
    st.markdown(f":small[{plain(by_key)}]", width=READING_WIDTH)


def lines(seen: Preview) -> list[str]:
    """Pledge, fits, wishes and the key, as far as they may be told."""
    return [_pledge(seen), _fits(seen), _wishes(seen), _key(seen)]


def _pledge(seen: Preview) -> str:
    planned = amount_words(seen.persons)
    if not seen.pledge.minimum:
        return t("preview.fair.no_pledge", planned=planned)
    return t("preview.fair.pledge", count=seen.pledge.minimum, planned=planned)


def _fits(seen: Preview) -> str:
    if seen.masked:
        return t("preview.fair.fits.masked")
    if seen.mean_fit is None or seen.median_elsewhere is None:
        return t("preview.fair.fits.nobody")
    return t("preview.fair.fits", here=percent(seen.mean_fit), elsewhere=percent(seen.median_elsewhere))


def _wishes(seen: Preview) -> str:
    if seen.wishes is None:
        return t("preview.fair.wishes.small")
    named, coming = (amount_words(one) for one in (seen.wishes.named, seen.wishes.coming))
    return t("preview.fair.wishes", named=named, coming=coming)


def _key(seen: Preview) -> str:
    words = t("preview.fair.key", year=str(seen.key.year), persons=amount_words(seen.key.persons))
    if seen.key.plan_share is None:
        return f"{words} {t(f'preview.key.{seen.key.standing}')}"
    shares = {"key": percent(seen.key.share, 1), "plan": percent(seen.key.plan_share, 1)}
    return f"{words} {t('preview.key.shares', **shares)}"
