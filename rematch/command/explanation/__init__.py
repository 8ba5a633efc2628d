"""`explain`: the command, its `content` and the JSON `shape` of it."""
