"""The dated rules on the Method page: what papers name of the law, from where, of which day."""

import streamlit as st

from rematch.service.papers import DatedRule, dated_rules
from rematch.texts import ended, wording
from rematch.ui import tables
from rematch.ui.shell import state
from rematch.ui.words import READING_WIDTH, day, t


def panel() -> None:
    """One row for each rule, in the order of the file."""
    st.subheader(t("papers.rules"))
    st.markdown(t("papers.rules.method"), width=READING_WIDTH)
    tables.show([_row(one) for one in dated_rules()], "rematch-rules", called=t("papers.rules"))


def _row(rule: DatedRule) -> dict[str, str]:
    words = wording(rule.office or rule.text, state.language())
    return {
        "rule_text": ended(words.replace("{until}", day(rule.until))),
        "rule_law": rule.law or "–",
        "rule_land": t(f"land.{rule.land}") if rule.land else t("papers.rules.everywhere"),
        "rule_until": day(rule.until),
        "rule_source": rule.source,
        "rule_read": day(rule.checked),
    }
