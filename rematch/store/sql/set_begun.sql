UPDATE working_sessions SET begun = $begun WHERE number = $number
