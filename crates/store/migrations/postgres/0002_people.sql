-- Records of people, centres, accounts and living-donor pairs. The body is JSON without personal data;
-- the columns beside it are what lists and rules ask for.

CREATE TABLE person (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- per_ number
    version     BIGINT NOT NULL,          -- rises by one with each save
    body        TEXT COLLATE "C" NOT NULL,             -- JSON of the record
    merged_into TEXT COLLATE "C"                       -- person this one was merged into
);
CREATE INDEX person_by_merge ON person (merged_into);

CREATE TABLE centre (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- cen_ number
    version     BIGINT NOT NULL,          -- rises by one with each save
    body        TEXT COLLATE "C" NOT NULL,             -- JSON of the record
    parent_id   TEXT COLLATE "C",                      -- unit it is part of
    kind        TEXT COLLATE "C" NOT NULL,             -- centre, department, ward or laboratory
    country     TEXT COLLATE "C" NOT NULL,             -- ISO 3166-1 code
    public_name TEXT COLLATE "C" NOT NULL              -- name the public sees
);
CREATE INDEX centre_by_parent ON centre (parent_id);
CREATE INDEX centre_by_name ON centre (country, public_name);

CREATE TABLE licence (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- lic_ number
    version       BIGINT NOT NULL,          -- rises by one with each save
    body          TEXT COLLATE "C" NOT NULL,             -- JSON of the record
    centre_id     TEXT COLLATE "C" NOT NULL,             -- centre that is licensed
    organ         TEXT COLLATE "C" NOT NULL,             -- organ code
    activity      TEXT COLLATE "C" NOT NULL,             -- activity code
    valid_from_on TEXT COLLATE "C" NOT NULL,             -- first day it holds
    valid_to_on   TEXT COLLATE "C",                      -- last day it holds; null without end
    state         TEXT COLLATE "C" NOT NULL              -- in force, suspended, revoked …
);
CREATE INDEX licence_by_centre ON licence (centre_id, organ, activity, valid_from_on);
CREATE INDEX licence_by_end ON licence (state, valid_to_on);

CREATE TABLE account (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- acc_ number
    version     BIGINT NOT NULL,          -- rises by one with each save
    body        TEXT COLLATE "C" NOT NULL,             -- JSON of the record
    state       TEXT COLLATE "C" NOT NULL              -- invited, active, closed …
);

CREATE TABLE session (
    token_hash BYTEA NOT NULL PRIMARY KEY, -- SHA-256 of the cookie
    account_id TEXT COLLATE "C" NOT NULL,             -- who is signed in
    role       TEXT COLLATE "C",                      -- role chosen; null until one is
    centre_id  TEXT COLLATE "C",                      -- centre chosen
    created_at TEXT COLLATE "C" NOT NULL,             -- UTC instant of sign-in
    seen_at    TEXT COLLATE "C" NOT NULL,             -- UTC instant last used, to the minute
    expires_at TEXT COLLATE "C" NOT NULL,             -- UTC instant it ends
    state      TEXT COLLATE "C" NOT NULL              -- open, signed_out or ended
);
CREATE INDEX session_by_account ON session (account_id, state);
CREATE INDEX session_by_end ON session (expires_at);

CREATE TABLE invitation (
    code_hash  BYTEA NOT NULL PRIMARY KEY, -- SHA-256 of the one-time code
    account_id TEXT COLLATE "C",                      -- account it opens; null until the first administrator used it
    invited_by TEXT COLLATE "C",                      -- account that invited; null for the console
    created_at TEXT COLLATE "C" NOT NULL,             -- UTC instant
    expires_at TEXT COLLATE "C" NOT NULL,             -- UTC instant it ends
    used_at    TEXT COLLATE "C",                      -- UTC instant it was used
    state      TEXT COLLATE "C" NOT NULL              -- open, used or withdrawn
);
CREATE INDEX invitation_by_account ON invitation (account_id);

CREATE TABLE pair (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- par_ number
    version      BIGINT NOT NULL,          -- rises by one with each save
    body         TEXT COLLATE "C" NOT NULL,             -- JSON of the record
    donor_id     TEXT COLLATE "C" NOT NULL,             -- living donor
    recipient_id TEXT COLLATE "C" NOT NULL,             -- recipient
    organ        TEXT COLLATE "C" NOT NULL,             -- organ code
    centre_id    TEXT COLLATE "C" NOT NULL,             -- centre that leads
    stage        TEXT COLLATE "C" NOT NULL              -- where the pair stands
);
CREATE INDEX pair_by_centre ON pair (centre_id, stage);
CREATE INDEX pair_by_donor ON pair (donor_id);
CREATE INDEX pair_by_recipient ON pair (recipient_id);

CREATE TABLE question (
    id        TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- qst_ number
    version   BIGINT NOT NULL,          -- rises by one with each save
    body      TEXT COLLATE "C" NOT NULL,             -- JSON of the record
    state     TEXT COLLATE "C" NOT NULL,             -- open, answered or in_case
    raised_at TEXT COLLATE "C" NOT NULL              -- UTC instant
);
CREATE INDEX question_by_state ON question (state, raised_at);

CREATE TABLE suspicion_case (
    id        TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- cas_ number
    version   BIGINT NOT NULL,          -- rises by one with each save
    body      TEXT COLLATE "C" NOT NULL,             -- JSON of the record
    state     TEXT COLLATE "C" NOT NULL,             -- open, closed …
    opened_at TEXT COLLATE "C" NOT NULL              -- UTC instant
);
CREATE INDEX suspicion_case_by_state ON suspicion_case (state, opened_at);

CREATE TABLE visit (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- vis_ number
    version      BIGINT NOT NULL,          -- rises by one with each save
    body         TEXT COLLATE "C" NOT NULL,             -- JSON of the record
    subject_id   TEXT COLLATE "C" NOT NULL,             -- donor or recipient seen
    kind         TEXT COLLATE "C" NOT NULL,             -- which visit of the schedule
    due_on       TEXT COLLATE "C" NOT NULL,             -- day it is due
    opens_on     TEXT COLLATE "C" NOT NULL,             -- first day that counts
    closes_on    TEXT COLLATE "C" NOT NULL,             -- last day that counts
    state        TEXT COLLATE "C" NOT NULL,             -- due, done, missed …
    centre_id    TEXT COLLATE "C" NOT NULL,             -- centre that sees them
    owner        TEXT COLLATE "C"                       -- account that answers for it
);
CREATE INDEX visit_by_subject ON visit (subject_id, due_on);
CREATE INDEX visit_by_centre ON visit (centre_id, state, due_on);

CREATE TABLE credential (
    account_id   TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- account that signs in with it
    password     TEXT COLLATE "C" NOT NULL,             -- Argon2id hash in PHC form
    totp         BYTEA NOT NULL,             -- seed of the one-time codes, sealed for the account
    last_step    BIGINT NOT NULL,             -- last 30-second step used, so that no code works twice
    failures     BIGINT NOT NULL,             -- wrong attempts since the last sign-in
    locked_until TEXT COLLATE "C",                      -- UTC instant until which sign-in waits; null when it does not
    signed_in_at TEXT COLLATE "C"                       -- UTC instant of the last sign-in
);
