SELECT content FROM workshops WHERE number = $number
