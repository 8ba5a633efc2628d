-- A workshop in one room: what it is, who joined (by a fingerprint of their token alone), what each chose in each
-- round, and the reasons given without a name. All of it goes on the day that is shown.
CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
CREATE TABLE workshops (number BIGINT PRIMARY KEY, content VARCHAR NOT NULL);
CREATE TABLE guests (
    workshop BIGINT NOT NULL, number BIGINT NOT NULL, token VARCHAR NOT NULL, content VARCHAR NOT NULL,
    PRIMARY KEY (workshop, number)
);
CREATE TABLE ballots (
    workshop BIGINT NOT NULL, round BIGINT NOT NULL, guest BIGINT NOT NULL, content VARCHAR NOT NULL,
    PRIMARY KEY (workshop, round, guest)
);
CREATE TABLE reasons (
    workshop BIGINT NOT NULL, round BIGINT NOT NULL, guest BIGINT NOT NULL, topic VARCHAR NOT NULL,
    content VARCHAR NOT NULL, PRIMARY KEY (workshop, round, guest, topic)
);
