-- Results of laboratories. What a laboratory wrote in words is sealed; nothing here holds it in the clear.

CREATE TABLE lab_result (
    id        TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- lab_ number
    version   BIGINT NOT NULL,          -- rises by one with each save
    body      TEXT COLLATE "C" NOT NULL,             -- JSON of the record
    person_id TEXT COLLATE "C" NOT NULL,             -- donor or recipient whose sample it was
    analyte   TEXT COLLATE "C" NOT NULL,             -- code of what was measured or tested
    taken_at  TEXT COLLATE "C" NOT NULL,             -- UTC instant at which the sample was taken
    state     TEXT COLLATE "C" NOT NULL              -- standing or withdrawn
);
CREATE INDEX lab_result_by_person ON lab_result (person_id, taken_at);
CREATE INDEX lab_result_by_analyte ON lab_result (person_id, analyte, state, taken_at);

-- An alert is about an adverse event or about a critical result.
ALTER TABLE alert RENAME COLUMN sare_id TO about_id;
