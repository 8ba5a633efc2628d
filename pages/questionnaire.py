"""Questionnaire: a household's interview or a municipality's profile, begun, resumed, checked, stored."""

from rematch.ui.questionnaire import views

if views.title():
    views.panel()
