"""Long answers beside the screen: asked for with a button, watched, stopped, kept with their question.

`beside` runs one job at a time for a question; `on_request` gives it words, progress and a stop.
"""
