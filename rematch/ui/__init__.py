"""The screens, the only room with Streamlit.

`main` is the script of every run; `shell` what stands around the pages and what a visit remembers; then one
folder a page. `words`, `tables`, `figures` and `downloads` are how all of them show things.
"""
