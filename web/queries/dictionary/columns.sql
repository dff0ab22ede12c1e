-- The columns of all tables and views, in their order.
SELECT table_name AS relation, column_name AS name, data_type AS type, is_nullable AS nullable, comment
FROM duckdb_columns() WHERE database_name = current_database() AND NOT internal ORDER BY table_name, column_index
