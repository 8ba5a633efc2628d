"""Matching protection seekers with municipalities: an open decision dashboard."""

__version__ = "0.1.0"
