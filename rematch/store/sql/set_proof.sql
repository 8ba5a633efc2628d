UPDATE proofs SET content = $content WHERE run = $run AND seq = $seq
