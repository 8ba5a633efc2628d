"""What is owed to the worst off before the sum counts: `targets` and the `levels` that meet them."""
