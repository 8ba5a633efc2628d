"""A plan on the command line: the scenario read, what for special categories are, the plan in words and JSON."""
