"""What stands around every page, and what one visit remembers.

Read `context` (what a run is about), `state` and `memory` (what a visit decided and worked out) and `cached`
(what all visits share), then `frame`, `navigation` and `gone`, which are around or in the place of a page.
"""
