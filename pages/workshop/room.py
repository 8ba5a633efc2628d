"""The room's screen in a workshop: how to join, how many have sent, and what the room thinks."""

from rematch.ui.workshop.room import screen

screen.panel()
