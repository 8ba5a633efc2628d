"""Ours and HiGHS by itself side by side on `problems` made here, measured by `compare`."""
