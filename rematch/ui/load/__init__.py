"""Load.

`bring` files, `desk` keeps what is being read, then `mapping`, `values`, `problems`, `storing`, in this
order.
"""
