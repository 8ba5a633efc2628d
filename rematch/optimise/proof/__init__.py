"""Bounds that need no solver: the `certificate` and its `cover_cuts`."""
