DELETE FROM reasons WHERE workshop = $workshop AND guest = $guest
