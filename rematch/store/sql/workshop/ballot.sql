SELECT content FROM ballots WHERE workshop = $workshop AND round = $round AND guest = $guest
