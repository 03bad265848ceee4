"""Tokens and the protocols of the field."""
