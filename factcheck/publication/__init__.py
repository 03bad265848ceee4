"""The frozen public form of a fact-check."""
