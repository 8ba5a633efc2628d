"""Questionnaires made from the catalogue, in the language of those who are asked."""
