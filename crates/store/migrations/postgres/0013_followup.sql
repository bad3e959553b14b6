-- Follow-up for life: who is followed, what wants somebody, hand-overs of care, messages to phones, the donor's own answers.
-- What was found, answered and written to somebody is sealed; nothing here holds it in the clear.

ALTER TABLE visit ADD COLUMN who TEXT COLLATE "C" NOT NULL DEFAULT 'donor'; -- donor or recipient
ALTER TABLE visit ADD COLUMN answer_by_on TEXT COLLATE "C";                 -- last day to act on what wants somebody; null when nothing does
ALTER TABLE visit ADD COLUMN steps BIGINT NOT NULL DEFAULT 0;  -- steps of the reminders that were taken
ALTER TABLE visit ADD COLUMN escalated BIGINT NOT NULL DEFAULT 0; -- 1 once the regulator was told, else 0
UPDATE visit SET who = 'recipient' WHERE substr(subject_id, 1, 4) = 'rec_';
CREATE INDEX visit_due_at ON visit (centre_id, state, closes_on, id, opens_on, who, subject_id);
CREATE INDEX visit_due ON visit (state, closes_on, id, opens_on, who, centre_id, subject_id, escalated);
CREATE INDEX visit_tally ON visit (centre_id, who, kind, state, closes_on);
CREATE INDEX visit_concern ON visit (answer_by_on, centre_id, id);

CREATE TABLE care_transfer (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- trf_ number
    version BIGINT NOT NULL,                  -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL,           -- JSON of the record
    subject_id TEXT COLLATE "C" NOT NULL,     -- donor whose care is handed over
    state TEXT COLLATE "C" NOT NULL,          -- asked, accepted, declined or refused
    answer_by_on TEXT COLLATE "C" NOT NULL    -- last day for an answer
);
CREATE INDEX care_transfer_by_subject ON care_transfer (subject_id, id);
CREATE INDEX care_transfer_by_state ON care_transfer (state, answer_by_on, id);

CREATE TABLE message (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- msg_ number
    version BIGINT NOT NULL,                  -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL,           -- JSON of the record
    visit_id TEXT COLLATE "C" NOT NULL,       -- visit it is about
    state TEXT COLLATE "C" NOT NULL,          -- queued, handed or given_up
    queued_at TEXT COLLATE "C" NOT NULL       -- UTC instant it was written
);
CREATE INDEX message_by_state ON message (state, queued_at, id);
CREATE INDEX message_by_visit ON message (visit_id, queued_at);

CREATE TABLE answer_code (
    code_hash BYTEA NOT NULL PRIMARY KEY, -- hash of the code in the message
    visit_id TEXT COLLATE "C" NOT NULL,   -- visit whose questions it opens
    expires_at TEXT COLLATE "C" NOT NULL, -- UTC instant it ends
    failures BIGINT NOT NULL,             -- wrong second checks so far
    state TEXT COLLATE "C" NOT NULL       -- open, used or withdrawn
);
CREATE INDEX answer_code_by_visit ON answer_code (visit_id, state);

CREATE TABLE answer_sitting (
    token_hash BYTEA NOT NULL PRIMARY KEY, -- hash of what the browser keeps
    visit_id TEXT COLLATE "C" NOT NULL,    -- visit whose questions are answered
    expires_at TEXT COLLATE "C" NOT NULL   -- UTC instant it ends
);
CREATE INDEX answer_sitting_by_end ON answer_sitting (expires_at);
