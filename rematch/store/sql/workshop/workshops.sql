SELECT content FROM workshops ORDER BY number
