"""For whoever hears the screen or works it by keys: `page` is every page's script, `live` says what was done.

`names.js` rewrites the framework's English names, `focus.js` keeps the focus where somebody works.
"""
