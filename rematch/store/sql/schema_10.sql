-- What municipalities answer to a release, for the coordinators: in their words, in the order they came.
CREATE TABLE replies (
    cohort VARCHAR NOT NULL, number BIGINT NOT NULL, ags VARCHAR NOT NULL, seq BIGINT NOT NULL,
    "at" VARCHAR NOT NULL, "by" VARCHAR NOT NULL, words VARCHAR NOT NULL, PRIMARY KEY (cohort, seq)
);
