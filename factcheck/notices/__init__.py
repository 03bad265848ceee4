"""What happened to a fact-check, and who is told: the inbox, mail, and whoever else listens."""
