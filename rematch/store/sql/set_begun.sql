UPDATE working_sessions SET begun = $begun, name = $name, reference = $reference WHERE number = $number
