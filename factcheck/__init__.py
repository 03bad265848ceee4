"""Claims and snapshots become evidence, verdicts and publications. The only app that knows the other two."""
