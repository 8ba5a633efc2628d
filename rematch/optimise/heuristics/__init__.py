"""Plans without a proof: `greedy` construction and repair, and the `baselines` plans are compared with."""
