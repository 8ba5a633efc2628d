"""What phones ask for: the page, its words, and a guest's own choices."""
