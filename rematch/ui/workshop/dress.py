"""What both pages wear: styles, the document's language, the framework's own words in it, a foot."""

from pathlib import Path

import streamlit as st

from rematch.texts import own_name, say, screen_languages
from rematch.ui.access import page as access
from rematch.ui.markup import safe
from rematch.ui.shell import state
from rematch.ui.words import t

HERE = Path(__file__).parent
SHEETS = (
    HERE.parent / "static" / "style.css",
    HERE.parent / "static" / "access.css",
    HERE / "results" / "results.css",
)
STYLE = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)


def on(page: str, own: Path) -> None:
    """As one element that nobody sees; `own` is the page's own sheet."""
    style = f"<style>{STYLE}{own.read_text(encoding='utf-8')}</style>"
    language = f"document.documentElement.lang = '{state.language()}';"
    script = f"<script>{language} {access.script(page)}</script>"
    st.html(style + script, unsafe_allow_javascript=True, width="content")


def foot(*, places: bool) -> None:
    """That people are invented, a credit line where `places` are named, buttons for other languages."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="foot"):
        credit = [t("frame.credit"), t("frame.credit.invented")] if places else []
        said = " ".join([f"{t('frame.invented')}.", *credit])
        st.html(f'<p class="credit">{safe(said)}</p>')
        for lang in screen_languages():
            if lang != state.language():
                st.button(
                    own_name(lang),
                    help=say("language.switch", lang),
                    icon=":material/translate:",
                    key=f"language_{lang}",
                    on_click=_speak,
                    args=(lang,),
                )


def _speak(lang: str) -> None:
    state.speak(lang)
    st.query_params["lang"] = lang
