"""`releasing`: the commands `release` and `releases`."""
