DELETE FROM mappings WHERE shape = $shape
