"""What a workshop came to, as both screens show it: `opinions` are everybody's answers and reasons."""
