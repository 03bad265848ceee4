"""Which passages bear on a claim, and how."""
