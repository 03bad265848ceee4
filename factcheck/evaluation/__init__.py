"""How good evidence and matching are: scores on development data that stays out of the repository."""
