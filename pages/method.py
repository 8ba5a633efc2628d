"""Method: every rule in words and as a formula, the sources and the limits."""

from rematch.ui import method
from rematch.ui.process import drawn

method.title()
method.steps()
method.fit()
method.measures()
method.criteria()
method.hard_rules()
method.resources()
method.fairness()
method.explanation()
drawn.panel()
drawn.rules()
method.limits()
