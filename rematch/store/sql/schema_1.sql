-- Every table but the first carries the cohort; profiles are kept per version of their data, so that a
-- run can be repeated after its cohort was loaded anew.
CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE TABLE cohorts (cohort VARCHAR PRIMARY KEY, token VARCHAR NOT NULL, data VARCHAR NOT NULL);

CREATE TABLE datasets (
    cohort VARCHAR NOT NULL, data VARCHAR NOT NULL, name VARCHAR NOT NULL, invented BOOLEAN NOT NULL,
    as_of DATE NOT NULL, seed BIGINT, catalogue VARCHAR NOT NULL, saved_at VARCHAR NOT NULL,
    viewer VARCHAR NOT NULL, persons INTEGER NOT NULL, households INTEGER NOT NULL,
    municipalities INTEGER NOT NULL, PRIMARY KEY (cohort, data)
);

CREATE TABLE households (
    cohort VARCHAR NOT NULL, data VARCHAR NOT NULL, position INTEGER NOT NULL, id VARCHAR NOT NULL,
    lat DOUBLE NOT NULL, lon DOUBLE NOT NULL, place VARCHAR NOT NULL, available_from DATE,
    consent BOOLEAN NOT NULL, wish_ags VARCHAR, excluded_ags VARCHAR NOT NULL,
    linked_hard VARCHAR NOT NULL, linked_soft VARCHAR NOT NULL, apart VARCHAR NOT NULL,
    answers VARCHAR NOT NULL, priorities VARCHAR NOT NULL
);

CREATE TABLE members (
    cohort VARCHAR NOT NULL, data VARCHAR NOT NULL, position INTEGER NOT NULL, household VARCHAR NOT NULL,
    number INTEGER NOT NULL, role VARCHAR NOT NULL, age INTEGER NOT NULL, sex VARCHAR,
    answers VARCHAR NOT NULL
);

CREATE TABLE municipalities (
    cohort VARCHAR NOT NULL, data VARCHAR NOT NULL, position INTEGER NOT NULL, ags VARCHAR NOT NULL,
    name VARCHAR NOT NULL, state VARCHAR NOT NULL, lat DOUBLE NOT NULL, lon DOUBLE NOT NULL,
    population BIGINT, pledge_min BIGINT NOT NULL, pledge_max BIGINT, capacity VARCHAR NOT NULL,
    offers VARCHAR NOT NULL, as_of VARCHAR NOT NULL, priorities VARCHAR NOT NULL
);

CREATE TABLE catalogues (
    cohort VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL, content VARCHAR NOT NULL,
    PRIMARY KEY (cohort, fingerprint)
);

CREATE TABLE runs (
    cohort VARCHAR NOT NULL, run VARCHAR PRIMARY KEY, seq BIGINT NOT NULL, created_at VARCHAR NOT NULL,
    viewer VARCHAR NOT NULL, role VARCHAR NOT NULL, why VARCHAR NOT NULL,
    scenario_fingerprint VARCHAR NOT NULL, data_fingerprint VARCHAR NOT NULL,
    catalogue_fingerprint VARCHAR NOT NULL, status VARCHAR NOT NULL, proof VARCHAR NOT NULL,
    objective DOUBLE NOT NULL, gap DOUBLE, persons_placed BIGINT NOT NULL, content VARCHAR NOT NULL
);

CREATE TABLE run_assignments (
    cohort VARCHAR NOT NULL, run VARCHAR NOT NULL, position INTEGER NOT NULL,
    household VARCHAR NOT NULL, ags VARCHAR
);

CREATE TABLE scenarios (
    cohort VARCHAR NOT NULL, name VARCHAR NOT NULL, saved_at VARCHAR NOT NULL, viewer VARCHAR NOT NULL,
    content VARCHAR NOT NULL, PRIMARY KEY (cohort, name)
);

-- `token` stands for the cohort, so that the chain outlives a cohort that was deleted.
CREATE TABLE journal (
    seq BIGINT PRIMARY KEY, "at" VARCHAR NOT NULL, viewer VARCHAR NOT NULL, role VARCHAR NOT NULL,
    action VARCHAR NOT NULL, token VARCHAR, run VARCHAR, details VARCHAR NOT NULL,
    previous VARCHAR NOT NULL, hash VARCHAR NOT NULL
);
