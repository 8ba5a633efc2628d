SELECT number, content FROM guests WHERE workshop = $workshop ORDER BY number
