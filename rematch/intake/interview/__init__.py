"""Questionnaires as data: the `questions` a catalogue asks, and the `form` that was filled in."""
