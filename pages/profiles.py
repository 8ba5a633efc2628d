"""Placeholder: profiles."""

from rematch.ui import soon

soon.title("profiles")
