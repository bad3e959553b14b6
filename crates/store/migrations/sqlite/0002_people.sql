-- Records of people, centres, accounts and living-donor pairs. The body is JSON without personal data;
-- the columns beside it are what lists and rules ask for.

CREATE TABLE person (
    id          TEXT NOT NULL PRIMARY KEY, -- per_ number
    version     INTEGER NOT NULL,          -- rises by one with each save
    body        TEXT NOT NULL,             -- JSON of the record
    merged_into TEXT                       -- person this one was merged into
) STRICT;
CREATE INDEX person_by_merge ON person (merged_into);

CREATE TABLE centre (
    id          TEXT NOT NULL PRIMARY KEY, -- cen_ number
    version     INTEGER NOT NULL,          -- rises by one with each save
    body        TEXT NOT NULL,             -- JSON of the record
    parent_id   TEXT,                      -- unit it is part of
    kind        TEXT NOT NULL,             -- centre, department, ward or laboratory
    country     TEXT NOT NULL,             -- ISO 3166-1 code
    public_name TEXT NOT NULL              -- name the public sees
) STRICT;
CREATE INDEX centre_by_parent ON centre (parent_id);
CREATE INDEX centre_by_name ON centre (country, public_name);

CREATE TABLE licence (
    id            TEXT NOT NULL PRIMARY KEY, -- lic_ number
    version       INTEGER NOT NULL,          -- rises by one with each save
    body          TEXT NOT NULL,             -- JSON of the record
    centre_id     TEXT NOT NULL,             -- centre that is licensed
    organ         TEXT NOT NULL,             -- organ code
    activity      TEXT NOT NULL,             -- activity code
    valid_from_on TEXT NOT NULL,             -- first day it holds
    valid_to_on   TEXT,                      -- last day it holds; null without end
    state         TEXT NOT NULL              -- in force, suspended, revoked …
) STRICT;
CREATE INDEX licence_by_centre ON licence (centre_id, organ, activity, valid_from_on);
CREATE INDEX licence_by_end ON licence (state, valid_to_on);

CREATE TABLE account (
    id          TEXT NOT NULL PRIMARY KEY, -- acc_ number
    version     INTEGER NOT NULL,          -- rises by one with each save
    body        TEXT NOT NULL,             -- JSON of the record
    state       TEXT NOT NULL              -- invited, active, closed …
) STRICT;

CREATE TABLE session (
    token_hash BLOB NOT NULL PRIMARY KEY, -- SHA-256 of the cookie
    account_id TEXT NOT NULL,             -- who is signed in
    role       TEXT,                      -- role chosen; null until one is
    centre_id  TEXT,                      -- centre chosen
    created_at TEXT NOT NULL,             -- UTC instant of sign-in
    seen_at    TEXT NOT NULL,             -- UTC instant last used, to the minute
    expires_at TEXT NOT NULL,             -- UTC instant it ends
    state      TEXT NOT NULL              -- open, signed_out or ended
) STRICT;
CREATE INDEX session_by_account ON session (account_id, state);
CREATE INDEX session_by_end ON session (expires_at);

CREATE TABLE invitation (
    code_hash  BLOB NOT NULL PRIMARY KEY, -- SHA-256 of the one-time code
    account_id TEXT,                      -- account it opens; null until the first administrator used it
    invited_by TEXT,                      -- account that invited; null for the console
    created_at TEXT NOT NULL,             -- UTC instant
    expires_at TEXT NOT NULL,             -- UTC instant it ends
    used_at    TEXT,                      -- UTC instant it was used
    state      TEXT NOT NULL              -- open, used or withdrawn
) STRICT;
CREATE INDEX invitation_by_account ON invitation (account_id);

CREATE TABLE pair (
    id           TEXT NOT NULL PRIMARY KEY, -- par_ number
    version      INTEGER NOT NULL,          -- rises by one with each save
    body         TEXT NOT NULL,             -- JSON of the record
    donor_id     TEXT NOT NULL,             -- living donor
    recipient_id TEXT NOT NULL,             -- recipient
    organ        TEXT NOT NULL,             -- organ code
    centre_id    TEXT NOT NULL,             -- centre that leads
    stage        TEXT NOT NULL              -- where the pair stands
) STRICT;
CREATE INDEX pair_by_centre ON pair (centre_id, stage);
CREATE INDEX pair_by_donor ON pair (donor_id);
CREATE INDEX pair_by_recipient ON pair (recipient_id);

CREATE TABLE question (
    id        TEXT NOT NULL PRIMARY KEY, -- qst_ number
    version   INTEGER NOT NULL,          -- rises by one with each save
    body      TEXT NOT NULL,             -- JSON of the record
    state     TEXT NOT NULL,             -- open, answered or in_case
    raised_at TEXT NOT NULL              -- UTC instant
) STRICT;
CREATE INDEX question_by_state ON question (state, raised_at);

CREATE TABLE suspicion_case (
    id        TEXT NOT NULL PRIMARY KEY, -- cas_ number
    version   INTEGER NOT NULL,          -- rises by one with each save
    body      TEXT NOT NULL,             -- JSON of the record
    state     TEXT NOT NULL,             -- open, closed …
    opened_at TEXT NOT NULL              -- UTC instant
) STRICT;
CREATE INDEX suspicion_case_by_state ON suspicion_case (state, opened_at);

CREATE TABLE visit (
    id           TEXT NOT NULL PRIMARY KEY, -- vis_ number
    version      INTEGER NOT NULL,          -- rises by one with each save
    body         TEXT NOT NULL,             -- JSON of the record
    subject_id   TEXT NOT NULL,             -- donor or recipient seen
    kind         TEXT NOT NULL,             -- which visit of the schedule
    due_on       TEXT NOT NULL,             -- day it is due
    opens_on     TEXT NOT NULL,             -- first day that counts
    closes_on    TEXT NOT NULL,             -- last day that counts
    state        TEXT NOT NULL,             -- due, done, missed …
    centre_id    TEXT NOT NULL,             -- centre that sees them
    owner        TEXT                       -- account that answers for it
) STRICT;
CREATE INDEX visit_by_subject ON visit (subject_id, due_on);
CREATE INDEX visit_by_centre ON visit (centre_id, state, due_on);

CREATE TABLE credential (
    account_id   TEXT NOT NULL PRIMARY KEY, -- account that signs in with it
    password     TEXT NOT NULL,             -- Argon2id hash in PHC form
    totp         BLOB NOT NULL,             -- seed of the one-time codes, sealed for the account
    last_step    INTEGER NOT NULL,             -- last 30-second step used, so that no code works twice
    failures     INTEGER NOT NULL,             -- wrong attempts since the last sign-in
    locked_until TEXT,                      -- UTC instant until which sign-in waits; null when it does not
    signed_in_at TEXT                       -- UTC instant of the last sign-in
) STRICT;
