-- Questionnaires begun and not yet finished: what was answered so far, so that an interview can be gone on with.
CREATE TABLE forms (
    cohort VARCHAR NOT NULL, form VARCHAR NOT NULL, begun_at VARCHAR NOT NULL, saved_at VARCHAR NOT NULL,
    viewer VARCHAR NOT NULL, content VARCHAR NOT NULL, PRIMARY KEY (cohort, form)
);
