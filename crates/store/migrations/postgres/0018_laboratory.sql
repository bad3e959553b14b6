-- Results of laboratories, and who decides for a child. What was written in words is sealed; nothing here holds it in the clear.

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

-- Tissue types and antibodies as laboratories wrote them; what they wrote is sealed.
CREATE TABLE hla_test (
    id        TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- hla_ number
    version   BIGINT NOT NULL,          -- rises by one with each save
    body      TEXT COLLATE "C" NOT NULL,             -- JSON of the record
    person_id TEXT COLLATE "C" NOT NULL,             -- donor or recipient whose sample it was
    taken_at  TEXT COLLATE "C" NOT NULL              -- UTC instant at which the sample was taken
);
CREATE INDEX hla_test_by_person ON hla_test (person_id, taken_at);

-- Who may decide for a child. Names and numbers of papers are sealed.
CREATE TABLE guardianship (
    id       TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- gdn_ number
    version  BIGINT NOT NULL,          -- rises by one with each save
    body     TEXT COLLATE "C" NOT NULL,             -- JSON of the record
    child_id TEXT COLLATE "C" NOT NULL,             -- person for whom it decides
    state    TEXT COLLATE "C" NOT NULL              -- named or ended
);
CREATE INDEX guardianship_by_child ON guardianship (child_id, id);

-- Consents given for a child, until the person decides alone.
CREATE TABLE child_consent (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- chc_ number
    version     BIGINT NOT NULL,          -- rises by one with each save
    body        TEXT COLLATE "C" NOT NULL,             -- JSON of the record
    child_id    TEXT COLLATE "C" NOT NULL,             -- person for whom somebody consented
    state       TEXT COLLATE "C" NOT NULL,             -- standing, refused, withdrawn, renewed or ended
    of_age_year BIGINT                    -- year in which the person comes of age; null unless it stands
);
CREATE INDEX child_consent_by_child ON child_consent (child_id, id);
CREATE INDEX child_consent_by_year ON child_consent (state, of_age_year, id);

-- An alert is about an adverse event or about a critical result.
ALTER TABLE alert RENAME COLUMN sare_id TO about_id;
