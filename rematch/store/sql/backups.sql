SELECT path FROM backups ORDER BY path
