-- Cells of loaded files that a person put right, by the shape of the file, for its next version.
CREATE TABLE corrections (
    cohort VARCHAR NOT NULL, shape VARCHAR NOT NULL, saved_at VARCHAR NOT NULL, viewer VARCHAR NOT NULL,
    content VARCHAR NOT NULL, PRIMARY KEY (cohort, shape)
);
