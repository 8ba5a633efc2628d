DELETE FROM ballots WHERE workshop = $workshop
