DELETE FROM guests WHERE workshop = $workshop
