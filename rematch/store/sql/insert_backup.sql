INSERT INTO backups VALUES ($path, $at) ON CONFLICT (path) DO UPDATE SET "at" = excluded."at"
