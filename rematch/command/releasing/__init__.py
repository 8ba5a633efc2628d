"""`releasing`: the commands `release` and `releases`; `papering`: `papers`, all papers of a round."""
