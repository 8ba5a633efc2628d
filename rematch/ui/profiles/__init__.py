"""The profiles page's panels: what is loaded, read only."""
