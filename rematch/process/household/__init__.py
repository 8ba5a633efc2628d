"""What happens to a household itself between rounds and offers: it comes later, or becomes two."""
