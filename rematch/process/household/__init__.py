"""What happens to a household between rounds and offers: `splitting`, where one becomes two."""
