"""Start: what this is, which data is loaded, where to go."""

from rematch.ui import loading, start, tour

start.intro()
tour.show()
start.cohort()
start.ways_on()
loading.own_data()
