"""One line on top of the session page: which session, changed by whom and when, and what is in force."""

import streamlit as st

from rematch.service.working import LiveSession, in_force
from rematch.ui.login import visitor
from rematch.ui.shell import state, theme
from rematch.ui.words import t
from rematch.ui.working import colleague, item_words, offer, seat, visit
from rematch.ui.working import in_force as force

WIDTH = 420
LONGEST = 60
"""Characters of a session's name."""


def panel() -> None:
    """The line with its two lists; what others did and what could not be stored; the offer to go on."""
    session = state.working_session()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="working"):
        force.popover()
        with st.popover(
            t("working.session.title"), icon=":material/history:", key="session_box", on_change="rerun"
        ) as opened:
            if opened.open:
                _details(session)
        st.markdown(f":small[{_words(session)}]", width="stretch")
    _told(session)
    if session is None:
        offer.panel()
    else:
        colleague.watch()


def _words(session: LiveSession | None) -> str:
    if session is None or not session.steps:
        return t("working.none")
    last = session.steps[-1]
    at, by = item_words.when(last.at), item_words.by(last.seat, last.by)
    state_ = t("working.state", session=item_words.called(session), at=at, by=by)
    return f"{state_} · {t('working.counted', count=in_force(session.steps))}"


def _told(session: LiveSession | None) -> None:
    """What others did meanwhile, said once; what is not stored, as long as it is not."""
    if visit.missing():
        st.warning(t("working.missing"), icon=":material/link_off:")
    news = visit.news()
    if session is None:
        return
    if news is not None:
        at = item_words.when(news.step.at)
        words = t(f"working.news.{news.code}", who=item_words.who(news.step), at=at)
        st.info(words, icon=":material/group:")
        if news.code in ("refused", "partly"):
            st.toast(words, icon=":material/group:")
    if session.fault is not None:
        st.warning(t("working.not_saved"), icon=":material/save:")
        session.retry()


def _details(session: LiveSession | None) -> None:
    """Names, the ways out of this session, and the cohort's others."""
    with st.container(width=WIDTH):
        if session is not None:
            _name(session)
        if not visitor.asked_for():
            _own_name()
        if session is not None:
            _ways_out(session)
        st.toggle(
            t("working.projector"),
            key=theme.PROJECTOR,
            help=t("working.projector.help"),
            persist_state="session",
        )
        offer.others()


def _own_name() -> None:
    """A name beside one's own steps, where nobody logs in with one."""
    st.text_input(
        t("working.session.me"),
        value=seat.hand().name,
        placeholder=t("working.session.me.hint"),
        max_chars=seat.LONGEST,
        help=t("working.session.me.help"),
        key="hand_name",
        on_change=_call_me,
    )


def _name(session: LiveSession) -> None:
    st.text_input(
        t("working.session.name"),
        value=session.row.name,
        placeholder=t("working.session.name.hint"),
        max_chars=LONGEST,
        key=f"session_name_{session.key}",
        on_change=_rename,
        args=(session,),
    )


def _ways_out(session: LiveSession) -> None:
    st.markdown(f":small[{t('working.session.shared')}]")
    with st.container(horizontal=True, gap="small"):
        st.button(
            t("working.offer.anew"),
            key="session_begin",
            help=t("working.offer.anew.help"),
            on_click=offer.start_anew,
        )
        st.button(
            t("working.session.put_away"),
            key="session_put_away",
            help=t("working.session.put_away.help"),
            on_click=_put_away,
            args=(session,),
        )


def _rename(session: LiveSession) -> None:
    session.rename(" ".join(st.session_state[f"session_name_{session.key}"].split()))


def _call_me() -> None:
    seat.call_me(st.session_state["hand_name"])


def _put_away(session: LiveSession) -> None:
    session.put("closed")
    offer.start_anew()
