"""What a municipality may know.

`publish` releases a recorded run past the `gate`; `shown` reads it. A `preview` is what it shows: amounts in
`bands`, `needs` by resource, what is `left_out`, the `profile_effect` masked where people are real.
"""
