"""Everything behind one verdict in one file, which can be checked years later without us."""
