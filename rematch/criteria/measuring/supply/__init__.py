"""What there is only so much of: `demand` counts what households need of it, and what there is.

`accommodation` is taken in classes, and `rooms` says which are too small; `served` is what not everybody
gets, and in which order.
"""
