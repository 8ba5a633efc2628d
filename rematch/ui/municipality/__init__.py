"""What a municipality is shown.

`choose` which and what may be shown, the `latest` release, then `headline`, `needs` by resource, its
`arrivals`, what the `offices` prepare, whether it is treated `fairly`, its `profile`'s effect and
what it could change, `spread` over the municipalities.
"""
