"""What words alone say: `answer_words` for yes and no, `consent`, `status` of a row."""
