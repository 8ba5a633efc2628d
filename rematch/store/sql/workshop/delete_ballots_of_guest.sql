DELETE FROM ballots WHERE workshop = $workshop AND guest = $guest
