"""What difference it makes whose ballot decides: told first, for usually it is little."""

import streamlit as st

from rematch.report.papers.workshop.words import difference_words, headline
from rematch.service.workshop import DifferenceTold
from rematch.ui.markup import safe
from rematch.ui.shell import state
from rematch.ui.words import t


def panel(told: DifferenceTold) -> None:
    """A headline, then its figures and how many households it leaves in one place."""
    lang = state.language()
    st.html(
        f"<h2>{safe(t('difference.title'))}</h2><p class='headline'>{safe(headline(told, lang))}</p>"
        f'<p class="told">{safe(difference_words(told, lang))}</p>'
    )
