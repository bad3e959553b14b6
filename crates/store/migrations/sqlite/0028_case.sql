-- Cases with their team, what is suspected and how they end; licences that are looked at again after a sanction.

ALTER TABLE suspicion_case ADD COLUMN team TEXT NOT NULL DEFAULT ''; -- acc_ numbers of the team as it is, each between two blanks
ALTER TABLE suspicion_case ADD COLUMN crime TEXT; -- which crime is suspected; null until somebody said
ALTER TABLE suspicion_case ADD COLUMN outcome TEXT; -- how it ended; null while it is open
ALTER TABLE suspicion_case ADD COLUMN closed_at TEXT; -- UTC instant at which it was closed; null while it is open
-- Whoever opened a case leads it; every case was opened before there were teams.
UPDATE suspicion_case SET team = ' ' || (json_extract(body, '$.opened_by')) || ' ';
CREATE INDEX suspicion_case_by_end ON suspicion_case (closed_at, crime, outcome);

CREATE TABLE licence_review (
    id TEXT NOT NULL PRIMARY KEY, -- lrv_ number
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record
    state TEXT NOT NULL, -- open or answered
    asked_at TEXT NOT NULL -- UTC instant at which it was asked for
) STRICT;
CREATE INDEX licence_review_by_state ON licence_review (state, asked_at);
