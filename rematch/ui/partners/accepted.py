"""Households that accepted a place in a municipality: handed over at a press, with what it sees to."""

from collections.abc import Sequence

import streamlit as st

from rematch.model import Ags
from rematch.report.papers.handover import field_words, handover_pdf
from rematch.report.papers.letter import rule_words
from rematch.rights import ANSWERING
from rematch.service.municipality import AcceptedHousehold, HandoverFacts, ToSeeTo, accepted_here, handed_to
from rematch.texts import wording
from rematch.ui import tables
from rematch.ui.partners.invited import cohort, desk
from rematch.ui.process import taking
from rematch.ui.shell import cached, memory, state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, plain, t

OPEN, TICKED = "accepted_open", "accepted_ticked"
KEPT = "handover"


def panel(ags: Ags | None) -> None:
    """Shown once a household has accepted; it says nothing of who is still considering an offer."""
    found = () if ags is None else accepted_here(cached.store(), cohort(), ags)
    if ags is None or not found:
        return
    st.markdown(f"## {t('accepted.title')}")
    st.markdown(t("accepted.lead"), width=READING_WIDTH)
    for one in found:
        with st.container(border=True, key=f"accepted_{one.number}"):
            _household(ags, one)


def _household(ags: Ags, one: AcceptedHousehold) -> None:
    journey = t(f"process.relocation.{one.journey}")
    st.markdown(t("accepted.line", number=one.number, day=day(one.accepted), journey=journey))
    answering = bool(state.viewer().roles & ANSWERING)
    if not one.shared:
        st.markdown(f":small[{t('accepted.not_shared')}]", width=READING_WIDTH)
    elif answering:
        _handover(ags, one)
    _items(ags, one, answering=answering)


def _handover(ags: Ags, one: AcceptedHousehold) -> None:
    question = _question(ags, one.number)
    facts = memory.recall(KEPT, question)
    label = t("accepted.hide" if facts else "accepted.show")
    st.button(
        label,
        icon=":material/visibility_off:" if facts else ":material/visibility:",
        key=f"{OPEN}_{one.number}",
        on_click=_close if facts else _open,
        args=() if facts else (ags, one.number),
    )
    if isinstance(facts, HandoverFacts):
        _facts(facts)


def _question(ags: Ags, number: int) -> object:
    """What is kept of one visit: for this viewer, of this cohort, of this one offer."""
    return (state.viewer(), cohort(), ags, number, state.language())


def _open(ags: Ags, number: int) -> None:
    made: list[HandoverFacts] = []

    def handed() -> None:
        made.append(handed_to(cached.store(), cohort(), ags, number, here().catalogue))

    if taking.tried(handed, t("accepted.noted")):
        memory.remember(KEPT, _question(ags, number), made[0])
        st.session_state.pop(taking.SAID, None)


def _close() -> None:
    memory.forget(KEPT)


def _facts(facts: HandoverFacts) -> None:
    """The rows of the paper, and the paper."""
    lang, catalogue = state.language(), here().catalogue
    rows = [
        {
            "handed_field": t(f"papers.field.{one.id}"),
            "handed_value": told,
            "handed_purpose": wording(one.purpose, lang),
            "handed_law": one.law,
        }
        for one in facts.fields
        if (told := field_words(one.id, facts, catalogue, lang))
    ]
    tables.show(rows, None, called=t("accepted.fields"))
    st.markdown(f":small[{t('accepted.noted')}]", width=READING_WIDTH)
    if facts.rules:
        lines = [rule_words(one.office or one.text, one, lang) for one in facts.rules]
        st.markdown(f"**{t('accepted.rules')}**")
        st.markdown("\n".join(f"- {plain(line)}" for line in lines), width=READING_WIDTH)
    st.download_button(
        t("accepted.get"),
        data=lambda: handover_pdf(facts, catalogue, lang, facts.day),
        file_name=f"rematch-handover-{facts.number}.pdf",
        mime="application/pdf",
        icon=":material/download:",
        on_click="ignore",
        key=f"accepted_pdf_{facts.number}",
    )


def _items(ags: Ags, one: AcceptedHousehold, *, answering: bool) -> None:
    """What the municipality sees to: by when, whether, when and by whom; what is open can be ticked."""
    if not one.items:
        return
    done = sum(found.state == "done" for found in one.items)
    label = t("accepted.items", done=done, all=len(one.items))
    with st.expander(label, key=f"accepted_items_{one.number}", on_change="rerun") as opened:
        if not opened.open:
            return
        called = t("accepted.items.alt", number=one.number)
        tables.show([_item(found) for found in one.items], None, called=called)
        open_yet = [found.item for found in one.items if found.state == "open"]
        if open_yet and answering:
            _ticking(ags, one.number, open_yet)


def _item(found: ToSeeTo) -> dict[str, str]:
    return {
        "due_item": t(f"process.due.{found.item}"),
        "due_by": day(found.ends),
        "item_state": t("process.dues.over") if found.overdue else t(f"process.item.{found.state}"),
        "item_day": day(found.day),
        "item_by": _who(found),
    }


def _who(found: ToSeeTo) -> str:
    """By the name they gave and in which role; a dash while nobody did."""
    if found.role is None:
        return "–"
    role = t(f"login.role.{found.role}")
    return f"{found.by}, {role}" if found.by else role


def _ticking(ags: Ags, number: int, open_yet: Sequence[str]) -> None:
    key = f"{TICKED}_{number}_{len(open_yet)}"
    words = {id: t(f"process.due.{id}") for id in open_yet}
    with st.form(f"accepted_form_{number}", border=False):
        st.multiselect(
            t("accepted.which"),
            list(words),
            format_func=words.__getitem__,
            placeholder=t("load.choose"),
            key=key,
            width=READING_WIDTH,
        )
        st.form_submit_button(t("accepted.tick"), on_click=_tick, args=(ags, number, key))


def _tick(ags: Ags, number: int, key: str) -> None:
    done = st.session_state.get(key) or []
    if done:
        taking.tried(lambda: desk().seen_to(ags, number, done), t("accepted.done"))
