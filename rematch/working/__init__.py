"""The working session: what coordinators decided on a cohort, shared by all who open it, never forgotten.

Begin with `session`; `items` says what a decision consists of, `steps` whose it is to take back, `desk` keeps
the open sessions of this process, `decisions` tells them for a file.
"""
