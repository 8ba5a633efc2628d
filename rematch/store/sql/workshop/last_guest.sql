SELECT coalesce(max(number), 0) AS number FROM guests WHERE workshop = $workshop
