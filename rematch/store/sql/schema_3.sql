-- Revisions of a cohort's profiles, so that a load or an edit can be undone as a whole; where backups lie;
-- what a file's columns mean, by the file's shape; `sealed` is the digest of a journal line's details.
CREATE TABLE revisions (
    cohort VARCHAR NOT NULL, seq BIGINT NOT NULL, data VARCHAR NOT NULL, action VARCHAR NOT NULL,
    "at" VARCHAR NOT NULL, viewer VARCHAR NOT NULL, PRIMARY KEY (cohort, seq)
);
INSERT INTO revisions SELECT cohort, 1, data, 'load', saved_at, viewer FROM cohorts JOIN datasets USING (cohort, data);
CREATE TABLE backups (path VARCHAR PRIMARY KEY, "at" VARCHAR NOT NULL);
CREATE TABLE mappings (
    shape VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, saved_at VARCHAR NOT NULL, viewer VARCHAR NOT NULL,
    content VARCHAR NOT NULL
);
ALTER TABLE journal ADD COLUMN sealed VARCHAR;
