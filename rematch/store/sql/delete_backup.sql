DELETE FROM backups WHERE path = $path
