"""Work that must not be lost: leased rows in PostgreSQL. Knows nothing of what it runs."""
