"""Start: what this is, which data is loaded, where to go."""

from rematch.ui import start, tour

start.intro()
tour.show()
start.cohort()
start.ways_on()
start.workshop()
