"""Placeholder: session."""

from rematch.ui import soon

soon.title("session")
