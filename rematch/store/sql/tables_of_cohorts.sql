SELECT table_name FROM duckdb_columns() WHERE column_name = 'cohort' ORDER BY table_name
