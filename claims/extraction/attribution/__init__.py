"""Who says what: found before anything is taken apart, so that no content loses its speaker."""
