"""What a room thinks, without a name: `dots` draws everybody's answer, the middle half and the median."""
