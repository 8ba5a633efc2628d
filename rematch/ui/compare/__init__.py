"""The compare page's panels."""
