SELECT seq, content FROM proofs WHERE run = $run ORDER BY seq
