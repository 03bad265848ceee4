"""The whole REST API."""
