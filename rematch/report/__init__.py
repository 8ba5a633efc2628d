"""Plans and profiles out: spreadsheets, printable reports, files."""
