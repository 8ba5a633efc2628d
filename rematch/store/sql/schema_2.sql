-- A later proof stands beside its run; the run itself stays as it was recorded.
CREATE TABLE proofs (
    cohort VARCHAR NOT NULL, run VARCHAR NOT NULL, seq BIGINT NOT NULL, created_at VARCHAR NOT NULL,
    status VARCHAR NOT NULL, proof VARCHAR NOT NULL, bound DOUBLE, gap DOUBLE, content VARCHAR NOT NULL
);
