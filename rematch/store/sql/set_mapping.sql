UPDATE mappings SET content = $content WHERE shape = $shape
