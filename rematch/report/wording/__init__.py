"""Explanations in words: `words` of codes, `sentences`, and rows for `here`, `alternatives` and `nowhere`."""
