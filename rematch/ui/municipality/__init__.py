"""A municipality's preview.

`choose` which, `headline`, `needs` by resource, its `profile`'s effect, `spread` by the key.
"""
