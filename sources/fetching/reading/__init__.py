"""Readers, one for each kind of page; `sources.fetching.readable.read` chooses."""
