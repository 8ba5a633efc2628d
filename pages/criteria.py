"""Criteria: the catalogue as a table, changed, tried on the cohort and saved."""

from rematch.ui.criteria import draft, views

views.title()
views.panel()
draft.panel()
