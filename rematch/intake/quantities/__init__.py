"""Numbers, amounts, units and days as people write them."""
