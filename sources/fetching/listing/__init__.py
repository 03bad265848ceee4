"""What feeds and sitemaps list: the addresses of pages, with their titles and dates."""
