"""The criteria page: the catalogue, its changes, what they would do."""
