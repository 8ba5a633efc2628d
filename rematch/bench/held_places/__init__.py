"""What prices of places bring over a simulated year: `world` is who comes and what there is, `year` lives it.

`python -m rematch.bench.held_places` prints the tables of docs/benchmarks.md.
"""
