"""Benchmarks and yardsticks; only the command line imports them."""
