"""The demo: an article of our own writing and the made-up site of its sources."""
