DELETE FROM reasons WHERE workshop = $workshop
