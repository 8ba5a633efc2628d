DELETE FROM guests WHERE workshop = $workshop AND number = $guest
