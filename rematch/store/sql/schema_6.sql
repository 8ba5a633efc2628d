-- Working sessions of coordinators on a cohort, and every decision in them. `mark` tells a session from another of
-- the same number, in another file or a restored one; `seat` tells people apart, `of` is the step that is taken
-- back or put in force again. What stood before a step is what the step before it left.
CREATE TABLE working_sessions (
    cohort VARCHAR NOT NULL, number BIGINT PRIMARY KEY, mark VARCHAR NOT NULL, name VARCHAR NOT NULL,
    state VARCHAR NOT NULL, opened_at VARCHAR NOT NULL, opened_by VARCHAR NOT NULL, begun VARCHAR NOT NULL
);
CREATE TABLE session_steps (
    cohort VARCHAR NOT NULL, session BIGINT NOT NULL, step INTEGER NOT NULL, "at" VARCHAR NOT NULL,
    seat VARCHAR NOT NULL, "by" VARCHAR NOT NULL, kind VARCHAR NOT NULL, "of" INTEGER, reason VARCHAR NOT NULL,
    "after" VARCHAR NOT NULL, PRIMARY KEY (session, step)
);
