-- `more` holds, as JSON, what was added to a profile's form after its first version. A mapping knows the cohorts
-- it was used for: the cells of their files that it quotes leave it with them.
ALTER TABLE datasets ADD COLUMN more VARCHAR;
ALTER TABLE households ADD COLUMN more VARCHAR;
ALTER TABLE members ADD COLUMN more VARCHAR;
ALTER TABLE municipalities ADD COLUMN more VARCHAR;
CREATE TABLE mapping_cohorts (cohort VARCHAR NOT NULL, shape VARCHAR NOT NULL, PRIMARY KEY (cohort, shape));
