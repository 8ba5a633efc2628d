"""What is owed to the worst off before the sum counts: `targets` and `levels`; and the least `regret`."""
