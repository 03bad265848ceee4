"""Turns text into claims."""
