"""What happened: every write to an audited table, sealed by hash. No other app imports it."""
