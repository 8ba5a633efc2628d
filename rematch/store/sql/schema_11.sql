-- Households that were erased, each by a keyed hash of its id, so that a later file does not bring it back unasked.
CREATE TABLE erased (
    cohort VARCHAR NOT NULL, digest VARCHAR NOT NULL, "on" VARCHAR NOT NULL, PRIMARY KEY (cohort, digest)
);
