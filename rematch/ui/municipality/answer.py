"""An answer back to the coordinators: in own words, kept with the release and seen in the session."""

import streamlit as st

from rematch.errors import RematchError
from rematch.model import Ags
from rematch.rights import ANSWERING
from rematch.service.municipality import LONGEST_REPLY, LatestRelease, Reply, answers
from rematch.ui.municipality.choose import Shown
from rematch.ui.shell import cached, state
from rematch.ui.words import moment, plain, t, told
from rematch.ui.working import seat

WORDS, SAID = "reply_words", "reply_said"


def panel(shown: Shown) -> None:
    """A box to write in, what was answered before, and what came of the last press."""
    if shown.released is None or not state.viewer().roles & ANSWERING:
        return
    said = st.session_state.pop(SAID, None)
    with st.form("reply", clear_on_submit=False, border=True):
        st.text_area(
            t("preview.reply"), key=WORDS, help=t("preview.reply.help"), max_chars=LONGEST_REPLY, height=80
        )
        st.form_submit_button(
            t("preview.reply.send"),
            icon=":material/reply:",
            on_click=_send,
            args=(shown.released, shown.view.ags),
        )
    if isinstance(said, RematchError):
        st.error(told(said))
    elif said:
        st.success(t("preview.reply.sent"), icon=":material/task_alt:")
    own = answers(cached.store(), shown.released.cohort, shown.view.ags)
    if own:
        st.markdown("\n".join(f"- {line(one)}" for one in own))


def line(one: Reply, name: str = "") -> str:
    """An answer with its day and release, and whose it is where that is not plain."""
    words = {"at": moment(one.at), "number": one.number, "words": plain(one.words)}
    return t("preview.reply.of", name=plain(name), **words) if name else t("preview.reply.line", **words)


def _send(released: LatestRelease, ags: Ags) -> None:
    try:
        words = st.session_state.get(WORDS) or ""
        released.answered(cached.store(), state.viewer(), ags, words, seat.hand().name)
    except RematchError as fault:
        st.session_state[SAID] = fault
        return
    st.session_state[SAID], st.session_state[WORDS] = True, ""
