"""Audit: what is on record and whether it holds; nothing can be changed here."""

from rematch.ui.overseeing import audit

audit.title()
audit.cohorts()
audit.journal()
