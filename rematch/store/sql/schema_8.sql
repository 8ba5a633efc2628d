-- What the changes of a working session are told from: empty for the last step, `start`, or `kept:` and a name.
ALTER TABLE working_sessions ADD COLUMN reference VARCHAR DEFAULT '';
