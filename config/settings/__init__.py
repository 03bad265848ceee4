"""base holds what does not vary; local, test and production hold only what does."""
