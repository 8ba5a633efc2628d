"""Page: questionnaires 1, 6 and 12 months after arrival. Begin with `due`, then `entering` and `results`."""
