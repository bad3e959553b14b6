-- Results of laboratories, and who decides for a child. What was written in words is sealed; nothing here holds it in the clear.

CREATE TABLE lab_result (
    id        TEXT NOT NULL PRIMARY KEY, -- lab_ number
    version   INTEGER NOT NULL,          -- rises by one with each save
    body      TEXT NOT NULL,             -- JSON of the record
    person_id TEXT NOT NULL,             -- donor or recipient whose sample it was
    analyte   TEXT NOT NULL,             -- code of what was measured or tested
    taken_at  TEXT NOT NULL,             -- UTC instant at which the sample was taken
    state     TEXT NOT NULL              -- standing or withdrawn
) STRICT;
CREATE INDEX lab_result_by_person ON lab_result (person_id, taken_at);
CREATE INDEX lab_result_by_analyte ON lab_result (person_id, analyte, state, taken_at);

-- Tissue types and antibodies as laboratories wrote them; what they wrote is sealed.
CREATE TABLE hla_test (
    id        TEXT NOT NULL PRIMARY KEY, -- hla_ number
    version   INTEGER NOT NULL,          -- rises by one with each save
    body      TEXT NOT NULL,             -- JSON of the record
    person_id TEXT NOT NULL,             -- donor or recipient whose sample it was
    taken_at  TEXT NOT NULL              -- UTC instant at which the sample was taken
) STRICT;
CREATE INDEX hla_test_by_person ON hla_test (person_id, taken_at);

-- Who may decide for a child. Names and numbers of papers are sealed.
CREATE TABLE guardianship (
    id       TEXT NOT NULL PRIMARY KEY, -- gdn_ number
    version  INTEGER NOT NULL,          -- rises by one with each save
    body     TEXT NOT NULL,             -- JSON of the record
    child_id TEXT NOT NULL,             -- person for whom it decides
    state    TEXT NOT NULL              -- named or ended
) STRICT;
CREATE INDEX guardianship_by_child ON guardianship (child_id, id);

-- Consents given for a child, until the person decides alone.
CREATE TABLE child_consent (
    id          TEXT NOT NULL PRIMARY KEY, -- chc_ number
    version     INTEGER NOT NULL,          -- rises by one with each save
    body        TEXT NOT NULL,             -- JSON of the record
    child_id    TEXT NOT NULL,             -- person for whom somebody consented
    state       TEXT NOT NULL,             -- standing, refused, withdrawn, renewed or ended
    of_age_year INTEGER                    -- year in which the person comes of age; null unless it stands
) STRICT;
CREATE INDEX child_consent_by_child ON child_consent (child_id, id);
CREATE INDEX child_consent_by_year ON child_consent (state, of_age_year, id);

-- An alert is about an adverse event or about a critical result.
ALTER TABLE alert RENAME COLUMN sare_id TO about_id;
