"""The one door of screens and commands: a short module per user's task.

Begin with `session`, then `explanation`; the work is done in `planning`, `whatif`, `insight`, `release`.
"""
