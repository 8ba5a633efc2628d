"""Load: questionnaires and spreadsheets read, mapped, checked, and stored once a person says so."""

from rematch.ui.load import bring, desk, mapping, problems, storing

bring.title()
storing.outcome()
bring.panel()
if desk.present():
    problems.errors()
    mapping.panel()
    problems.panel()
    storing.panel()
