"""What misreporting pays: `reports` names what might be said, `truth` measures it.

`python -m rematch.bench.misreporting` prints the tables.
"""
