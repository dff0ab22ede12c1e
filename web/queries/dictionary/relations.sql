-- The tables and views of the snapshot, tables in the order of the schema.
SELECT name, kind, comment, rows FROM (
    SELECT table_name AS name, 'table' AS kind, comment, estimated_size AS rows, table_oid AS place
    FROM duckdb_tables() WHERE database_name = current_database() AND NOT internal
    UNION ALL
    SELECT view_name, 'view', comment, NULL, view_oid
    FROM duckdb_views() WHERE database_name = current_database() AND NOT internal
) ORDER BY kind, place
