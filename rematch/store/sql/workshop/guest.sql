SELECT content FROM guests WHERE workshop = $workshop AND token = $token
