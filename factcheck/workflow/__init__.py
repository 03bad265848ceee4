"""Whose turn it is, what was concluded and who signed it off."""
