"""Who has logged in, by OpenID Connect, and what their role opens; nothing of it where no login is asked for.

`claims` says whether an identity still holds, `given` which roles it has, `visitor` who is in a visit;
`entrance` is in the place of the pages, `own_paths` before what the server hands out beside them.
"""
