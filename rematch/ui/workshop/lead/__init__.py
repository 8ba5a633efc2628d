"""The facilitator's page: read `screen`, then `standing` (where the workshop is) and `steps` (what is next).

`door` asks for the key, `doing` takes a step or says why not, `opening` and `paper` are forms, `outcome` and
`files` what comes of a round, `deleting` what is kept.
"""
