"""What becomes of an article's claims when its text changes. Pure: texts in, values out."""
