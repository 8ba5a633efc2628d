"""Matching protection seekers with municipalities: an open decision dashboard.

Read `model` (profiles), `scenario` (decisions), `scoring` (the fit), then `planning`;
docs/architecture.md has the picture of the house.
"""

import os
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Read when numpy is loaded. A second thread for its products waits at full speed for the first one."""

__version__ = "0.1.0"

DATA_DIR = Path(__file__).resolve().parent.parent / "data"
"""What the project ships: the catalogue, demo cohorts, municipal facts, keys; see `data/README.md`."""
