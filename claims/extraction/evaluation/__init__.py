"""How good extraction is: scores on development data that stays out of the repository."""
