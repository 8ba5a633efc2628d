"""The command line's commands: the same services as the app, no browser."""
