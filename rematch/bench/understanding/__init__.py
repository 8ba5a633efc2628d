"""How well the intake understands what people write: `headers` of labelled sets."""
