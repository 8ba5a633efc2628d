SELECT guest, content FROM ballots WHERE workshop = $workshop AND round = $round ORDER BY guest
