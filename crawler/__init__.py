"""The web to pages: finding and fetching articles, and the WARC archive that keeps them."""
