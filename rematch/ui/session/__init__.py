"""The matching session's panels; `pages/session.py` puts them in order."""
