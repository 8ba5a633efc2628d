DELETE FROM workshops WHERE number = $workshop
