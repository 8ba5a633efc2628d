"""The facilitator's page in a workshop: open it, lead it through its rounds, take along what came of it."""

from rematch.ui.workshop.lead import screen

screen.panel()
