"""Accommodation as municipalities list it: begin with `unit_types`, then `unit_classes`, `admission`."""
