"""What there is only so much of: `demand` counts what households need of it, what there is stands beside it.

`accommodation` is taken in classes, and `rooms` says which are too small; `served` is what not all get,
and in which order.
"""
