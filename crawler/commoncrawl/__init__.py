"""Common Crawl as a source of pages: its index, its records, and what of them is wanted."""
