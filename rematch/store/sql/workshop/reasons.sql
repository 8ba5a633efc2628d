SELECT guest, content FROM reasons WHERE workshop = $workshop AND round = $round ORDER BY guest, topic
