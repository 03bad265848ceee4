"""Everything that a newsroom can't get again, in one folder: database, archive, key; and back from there."""
