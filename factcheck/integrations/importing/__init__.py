"""Fact-checks of others: read from the forms that publishers write them in."""
