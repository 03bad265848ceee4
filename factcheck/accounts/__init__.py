"""People and desks."""
