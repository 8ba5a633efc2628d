"""Starting points for all weights, and on request what each would change on this cohort."""

import streamlit as st

from rematch.service.criteria import presets
from rematch.service.explanation import PresetEffect, preset_effects
from rematch.service.session import PlanReport
from rematch.ui.jobs import on_request
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import percent, plain, signed, t


def panel(report: PlanReport | None) -> None:
    """The choice, and what stands behind it; closed it computes nothing."""
    labels = {preset.id: preset.label.in_(state.language()) for preset in presets()}
    st.selectbox(
        t("weights.preset"),
        list(labels),
        index=None,
        format_func=lambda preset: labels[preset],
        placeholder=t("weights.preset.pick"),
        help=t("weights.preset.help"),
        key="preset",
        on_change=_apply,
    )
    if report is None or report.scenario != state.scenario():
        return
    with st.expander(t("preset.effects"), key="preset_effects", on_change="rerun") as opened:
        if opened.open:
            _effects(report)


def _apply() -> None:
    chosen = st.session_state.pop("preset", None)
    preset = next((preset for preset in presets() if preset.id == chosen), None)
    if preset:
        state.decide(preset.applied(state.scenario(), here().catalogue))


def _effects(report: PlanReport) -> None:
    found = on_request.answer(
        "presets",
        report,
        preset_effects,
        words=t("preset.ask"),
        icon=":material/compare_arrows:",
        help=t("preset.ask.help"),
    )
    if found is not None:
        lines = "\n".join(f"- {effect_words(effect, report)}" for effect in found)
        st.markdown(f"{lines}\n\n:small[{t('preset.note')}]")


def effect_words(effect: PresetEffect, report: PlanReport) -> str:
    """Who would live elsewhere, first wishes met, and the people's own mean fit, each beside the present."""
    name = plain(effect.preset.label.in_(state.language()))
    if effect.moves == 0:
        return t("preset.same", preset=name)
    now, then = report.figures, effect.figures
    points = None
    if now.mean_people is not None and then.mean_people is not None:
        points = signed(100 * (then.mean_people - now.mean_people), 1)
    words = t(
        "preset.line",
        preset=name,
        count=effect.moves,
        wishes=t("figure.of", part=then.first_wishes, whole=then.wishes),
        before=now.first_wishes,
        people=percent(then.mean_people, 1),
        points=points or percent(None),
    )
    return words if effect.proven else f"{words} {t('preset.unproven')}"
