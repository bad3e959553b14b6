-- People's own decisions on donation after death: letters, referrals, look-ups, old registers brought in.
-- What a person decided, where they live and what a letter says is sealed; nothing here holds it in the clear.

CREATE TABLE register_decision (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- dec_ number
    version BIGINT NOT NULL,                  -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL,           -- JSON of the record
    person_id TEXT COLLATE "C" NOT NULL,      -- the person; one decision each
    declared BIGINT NOT NULL,                 -- how many declarations were ever made
    open_notices BIGINT NOT NULL              -- letters about it that are not posted yet
);
CREATE UNIQUE INDEX register_decision_by_person ON register_decision (person_id);

CREATE TABLE letter (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- let_ number
    version BIGINT NOT NULL,                  -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL,           -- JSON of the record
    decision_id TEXT COLLATE "C" NOT NULL,    -- decision of the person it goes to
    kind TEXT COLLATE "C" NOT NULL,           -- code or read_back
    state TEXT COLLATE "C" NOT NULL,          -- queued, handed or returned
    queued_at TEXT COLLATE "C" NOT NULL       -- UTC instant it was written
);
CREATE INDEX letter_by_state ON letter (state, queued_at, id);
CREATE INDEX letter_by_decision ON letter (decision_id, queued_at);

CREATE TABLE referral (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- ref_ number
    version BIGINT NOT NULL,                  -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL,           -- JSON of the record
    person_id TEXT COLLATE "C" NOT NULL,      -- the person referred
    hospital_id TEXT COLLATE "C" NOT NULL,    -- hospital that refers
    made_by TEXT COLLATE "C" NOT NULL,        -- account that made it
    made_at TEXT COLLATE "C" NOT NULL         -- UTC instant it was made
);
CREATE INDEX referral_by_person ON referral (person_id, made_at);
CREATE INDEX referral_by_time ON referral (made_at, id);

CREATE TABLE look_up (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- lkp_ number
    version BIGINT NOT NULL,                  -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL,           -- JSON of the record
    person_id TEXT COLLATE "C",               -- the person looked up; null where the number typed is nobody's
    overseen BIGINT NOT NULL,                 -- 1 when the privacy officer sees it, else 0
    at TEXT COLLATE "C" NOT NULL              -- UTC instant
);
CREATE INDEX look_up_by_person ON look_up (person_id, at);
CREATE INDEX look_up_by_oversight ON look_up (overseen, at);

CREATE TABLE register_import (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- rim_ number
    version BIGINT NOT NULL,                  -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL,           -- JSON of the record
    state TEXT COLLATE "C" NOT NULL,          -- staged, accepted or applied
    staged_at TEXT COLLATE "C" NOT NULL       -- UTC instant it was brought in
);
CREATE INDEX register_import_by_time ON register_import (staged_at, id);

CREATE TABLE register_file (
    import_id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- import the file belongs to
    sealed BYTEA NOT NULL,                           -- mapping and file, sealed
    rejected BYTEA                                   -- rows that went back to their sender, sealed; null when there are none
);

CREATE TABLE register_code (
    code_hash BYTEA NOT NULL PRIMARY KEY,  -- hash of the code in the letter
    decision_id TEXT COLLATE "C" NOT NULL, -- decision it opens
    letter_id TEXT COLLATE "C" NOT NULL,   -- letter that carries it
    expires_at TEXT COLLATE "C" NOT NULL,  -- UTC instant it ends
    failures BIGINT NOT NULL,              -- wrong second checks so far
    state TEXT COLLATE "C" NOT NULL        -- open, used or withdrawn
);
CREATE INDEX register_code_by_decision ON register_code (decision_id, state);

CREATE TABLE register_visit (
    token_hash BYTEA NOT NULL PRIMARY KEY, -- hash of what the browser keeps
    decision_id TEXT COLLATE "C" NOT NULL, -- decision that is visited
    expires_at TEXT COLLATE "C" NOT NULL   -- UTC instant it ends
);
CREATE INDEX register_visit_by_end ON register_visit (expires_at);
