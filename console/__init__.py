"""How every command reads and prints: JSON Lines in and out, progress on a terminal."""
