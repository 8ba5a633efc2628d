-- Plans released to municipalities, numbered in their cohort, and what each municipality may see of one: made once
-- with the release and never changed, so that nothing that happens later moves a figure there.
CREATE TABLE releases (
    cohort VARCHAR NOT NULL, number BIGINT NOT NULL, run VARCHAR NOT NULL, content VARCHAR NOT NULL,
    PRIMARY KEY (cohort, number)
);
CREATE TABLE release_views (
    cohort VARCHAR NOT NULL, number BIGINT NOT NULL, ags VARCHAR NOT NULL, content VARCHAR NOT NULL,
    PRIMARY KEY (cohort, number, ags)
);
