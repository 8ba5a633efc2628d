"""The municipality preview's panels."""
