"""Reports to DuckDB: ceremonies, officials and awards in numbered snapshots, and the search index."""
