"""A workshop in one room: what its guests choose, where they differ, and plans for the whole group.

Read `cards` (from importance to weights), `hall` (what guests may do), then `direction` (what the
facilitator does); `own_plans` solves each ballot once, beside every request. `results` is what a round comes
to once it is revealed: `spread`, `difference` and `group_plans`, worked out by `findings`.
"""
