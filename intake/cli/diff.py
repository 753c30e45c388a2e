"""`intake diff`."""
