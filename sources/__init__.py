"""Turns addresses into archived, readable snapshots."""
