"""Page: rounds, offers, journeys and what is due. Begin with `rounds`, then `board` and `one`."""
