-- Scores of donors and recipients as they were computed, each with its inputs frozen. Nothing here is ever changed.

CREATE TABLE score_sheet (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- sco_ number
    version     BIGINT NOT NULL,          -- rises by one with each save
    body        TEXT COLLATE "C" NOT NULL,             -- JSON of the record
    person_id   TEXT COLLATE "C" NOT NULL,             -- donor, recipient or file of a possible donor whose scores they are
    computed_at TEXT COLLATE "C" NOT NULL              -- UTC instant at which they were computed
);
CREATE INDEX score_sheet_by_person ON score_sheet (person_id, computed_at);
