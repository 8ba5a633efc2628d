"""The guests' phones: `page.html` with its script and style, and the JSON interface it speaks (`routes`)."""
