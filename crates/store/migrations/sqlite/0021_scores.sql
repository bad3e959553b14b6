-- Scores of donors and recipients as they were computed, each with its inputs frozen. Nothing here is ever changed.

CREATE TABLE score_sheet (
    id          TEXT NOT NULL PRIMARY KEY, -- sco_ number
    version     INTEGER NOT NULL,          -- rises by one with each save
    body        TEXT NOT NULL,             -- JSON of the record
    person_id   TEXT NOT NULL,             -- donor, recipient or file of a possible donor whose scores they are
    computed_at TEXT NOT NULL              -- UTC instant at which they were computed
) STRICT;
CREATE INDEX score_sheet_by_person ON score_sheet (person_id, computed_at);
