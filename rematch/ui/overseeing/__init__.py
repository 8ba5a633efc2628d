"""For those who decide nothing: `audit` reads and checks what is on record, `upkeep` backs up and deletes."""
