"""Words of specialists stand where somebody looks them up, not on a coordinator's screen."""

import re

import pytest

from rematch.texts.folders import screen_languages, texts

LOOKED_UP = ("method.", "cli.")
"""The page on methods, and the command line."""
SPECIAL = re.compile(
    r"dirichlet|cliff|spearman|solver|löser|rangkorrelation|rank correlation|leximin", re.IGNORECASE
)


@pytest.mark.parametrize("lang", screen_languages())
def test_no_screen_but_the_method_names_a_statistic_or_a_program(lang: str) -> None:
    """Whoever wants the name of a measure finds it under "Method"."""
    found = {
        code
        for code, text in texts(lang).items()
        for form in ([text] if isinstance(text, str) else text.values())
        if not code.startswith(LOOKED_UP) and SPECIAL.search(form)
    }
    assert found == set()


OURS = re.compile(r"(?<![{_`/.\-])\b(cohort|kohorte)(s|n)?\b(?![}_])", re.IGNORECASE)
"""The code's word for what people know as a data set, not a place to fill in nor an option's name."""


@pytest.mark.parametrize("lang", screen_languages())
def test_what_the_code_calls_a_cohort_is_a_data_set_to_people(lang: str) -> None:
    """One thing has one word on screen: "Datensatz", "data set"."""
    found = {
        code
        for code, text in texts(lang).items()
        for form in ([text] if isinstance(text, str) else text.values())
        if OURS.search(form)
    }
    assert found == set()


STUMBLED = re.compile(
    r"das kostet|eigene angabe|alles, was angegeben ist|eigene profil bewirkt|zieht an|kaum zu erwarten"
    r"|that costs|own statement|all that is stated|own profile does|hardly",
    re.IGNORECASE,
)
"""What clerks read as money, as somebody else's statement, or as no English."""


@pytest.mark.parametrize("lang", screen_languages())
def test_no_word_that_clerks_stumbled_over_stands_on_their_page(lang: str) -> None:
    """ "Offered", "lowers the fit", and of what is few nothing at all."""
    found = {
        code
        for code, text in texts(lang).items()
        for form in ([text] if isinstance(text, str) else text.values())
        if code.startswith(("preview.", "proposals.", "release.")) and STUMBLED.search(form)
    }
    assert found == set()
