"""A workshop's screens, in a process of their own: `python -m rematch workshop` begins it, read `entry`.

`main` is the script of two Streamlit pages, `opened` gives them the workshop, `phone` is the guests' page.
"""
