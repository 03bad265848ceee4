"""Misreadings of the parser that its own tree gives away, put right in place."""
