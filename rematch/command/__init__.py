"""The command line: the services' answers as text and JSON.

`parser` names the commands; each other module is one or two of them, `explanation` the largest.
"""
