"""How well the intake understands what people write, measured on labelled sets."""
