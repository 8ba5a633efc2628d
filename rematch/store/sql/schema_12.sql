-- Rounds with their offers, and everything that happened to them, in order: where something stands is told by that
-- alone. Offers are frozen as they were made; what happened is only ever added to.
CREATE TABLE rounds (
    cohort VARCHAR NOT NULL, number BIGINT NOT NULL, content VARCHAR NOT NULL, PRIMARY KEY (cohort, number)
);
CREATE TABLE offers (
    cohort VARCHAR NOT NULL, number BIGINT NOT NULL, household VARCHAR NOT NULL, content VARCHAR NOT NULL,
    PRIMARY KEY (cohort, number)
);
CREATE TABLE events (
    cohort VARCHAR NOT NULL, seq BIGINT NOT NULL, machine VARCHAR NOT NULL, subject VARCHAR NOT NULL,
    content VARCHAR NOT NULL, PRIMARY KEY (cohort, seq)
);
-- What adults answered 1, 6 and 12 months after they arrived: one row for each offer and wave.
CREATE TABLE evaluations (
    cohort VARCHAR NOT NULL, offer BIGINT NOT NULL, wave BIGINT NOT NULL, content VARCHAR NOT NULL,
    PRIMARY KEY (cohort, offer, wave)
);
