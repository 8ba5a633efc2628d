"""Placeholder: municipality."""

from rematch.ui import soon

soon.title("municipality")
