"""The model's rules, one function and equation each; the least `relaxation` of contradictions."""
