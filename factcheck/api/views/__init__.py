"""HTTP in, one service, HTTP out."""
