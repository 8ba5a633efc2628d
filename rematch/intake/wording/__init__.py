"""Cells and headers by their words alone: yes and no, consent, whether a row still counts."""
