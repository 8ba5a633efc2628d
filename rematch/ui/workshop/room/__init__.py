"""The room's screen, for a projector: it needs no key, for it shows nothing that may not be seen.

Read `screen`; `joining` is the way in, `standing` how many have sent and the time that is left.
"""
