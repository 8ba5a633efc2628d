SELECT path, "at" FROM backups ORDER BY path
