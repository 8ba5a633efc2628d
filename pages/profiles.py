"""Profiles: what is loaded, row by row, and what is missing or odd."""

from rematch.ui.profiles import views

if views.title():
    views.panel()
