"""The catalogue of criteria: data, not code.

Read `catalogue` (what it holds), `reading` and `soundness` (how it is checked), then `measuring`, which
scores pairs by it; `editing`, `toml`, `presets` and `switches` are what people do with it.
"""
