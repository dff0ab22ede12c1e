-- The macros of the snapshot.
SELECT DISTINCT function_name AS name, parameters, function_type = 'table_macro' AS gives_table, comment
FROM duckdb_functions() WHERE database_name = current_database() AND NOT internal ORDER BY name
