-- The sealed log, the sealed parts of persons, and what the program needs to run.
-- Identifiers and UTC instants are sortable text; nothing here holds personal data in the clear.

CREATE TABLE event (
    event_id     TEXT NOT NULL PRIMARY KEY, -- evt_ number, sorts in time order
    kind         TEXT NOT NULL,             -- what happened, as "consent.signed"
    kind_version INTEGER NOT NULL,          -- version of the body's shape
    record_id    TEXT NOT NULL,             -- the thing the event is about
    envelope     TEXT NOT NULL,             -- canonical JSON of the whole envelope
    salt         BLOB NOT NULL,             -- 32 random bytes inside the leaf hash
    leaf_hash    BLOB NOT NULL,             -- SHA-256 leaf of the log
    recorded_at  TEXT NOT NULL              -- UTC instant of recording
) STRICT;
CREATE INDEX event_by_record ON event (record_id, event_id);

CREATE TABLE event_parent (
    parent_id TEXT NOT NULL, -- another thing the event concerns
    event_id  TEXT NOT NULL, -- the event
    PRIMARY KEY (parent_id, event_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pending_leaf (
    leaf_id   TEXT NOT NULL PRIMARY KEY, -- sorts in time order: the event's number, or one of the same form for a dummy leaf
    event_id  TEXT,                      -- the event; null for a dummy leaf
    leaf_hash BLOB NOT NULL              -- hash waiting for its place in the log
) STRICT, WITHOUT ROWID;

CREATE TABLE log_leaf (
    seq       INTEGER NOT NULL PRIMARY KEY, -- place in the log, from 0 without holes
    event_id  TEXT UNIQUE,                  -- the event; null for a dummy leaf
    leaf_hash BLOB NOT NULL                 -- SHA-256 leaf
) STRICT;

CREATE TABLE log_tile (
    level INTEGER NOT NULL, -- height of the tile, 0 holds leaves
    idx   INTEGER NOT NULL, -- place of the tile within its level
    width INTEGER NOT NULL, -- hashes in it, 1 to 256
    bytes BLOB NOT NULL,    -- the hashes one after the other
    PRIMARY KEY (level, idx, width)
) STRICT, WITHOUT ROWID;

CREATE TABLE log_frontier (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1), -- always 1: the table has one row
    size     INTEGER NOT NULL,                                  -- leaves numbered so far
    hashes   BLOB NOT NULL                                      -- right edge of the tree, one after the other
) STRICT;
INSERT INTO log_frontier (only_row, size, hashes) VALUES (1, 0, x'');

CREATE TABLE checkpoint (
    size      INTEGER NOT NULL, -- leaves under the signed root
    signed_at TEXT NOT NULL,    -- UTC instant of signing
    note      TEXT NOT NULL,    -- the signed note as published
    PRIMARY KEY (size, signed_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE sealed_part (
    record_id   TEXT NOT NULL,    -- record the part belongs to
    field       TEXT NOT NULL,    -- permanent code of the field
    event_id    TEXT NOT NULL,    -- event that wrote it
    person_id   TEXT NOT NULL,    -- person whose key seals it
    vault       TEXT NOT NULL,    -- identity, clinical or case
    retention   TEXT NOT NULL,    -- retention purpose of the key
    key_version INTEGER NOT NULL, -- version of the person's key
    sealed      BLOB NOT NULL,    -- nonce and ciphertext
    PRIMARY KEY (record_id, field, event_id)
) STRICT;
CREATE INDEX sealed_part_by_person ON sealed_part (person_id, vault);

CREATE TABLE person_key (
    person_id    TEXT NOT NULL,    -- person the key belongs to
    vault        TEXT NOT NULL,    -- identity, clinical or case
    retention    TEXT NOT NULL,    -- retention purpose
    key_version  INTEGER NOT NULL, -- version, rising
    wrapped      BLOB,             -- key under the vault's key; null once destroyed
    destroyed_at TEXT,             -- UTC instant of destruction
    PRIMARY KEY (person_id, vault, retention, key_version)
) STRICT, WITHOUT ROWID;

CREATE TABLE blind_token (
    vault     TEXT NOT NULL, -- identity, clinical or case
    field     TEXT NOT NULL, -- permanent code of the field
    token     BLOB NOT NULL, -- keyed hash of the normalised value
    record_id TEXT NOT NULL, -- record that has the value
    PRIMARY KEY (vault, field, token, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX blind_token_by_record ON blind_token (record_id);

CREATE TABLE idempotency (
    account_id TEXT NOT NULL, -- account that sent the request
    key        TEXT NOT NULL, -- key it chose
    sealed     BLOB NOT NULL, -- digest of the request and the answer, sealed under the account's key
    created_at TEXT NOT NULL, -- UTC instant; deleted two days later
    PRIMARY KEY (account_id, key)
) STRICT;
CREATE INDEX idempotency_by_age ON idempotency (created_at);

CREATE TABLE access_line (
    line_id    TEXT NOT NULL PRIMARY KEY, -- number of the line, sorts in time order
    at         TEXT NOT NULL,             -- UTC instant of the access
    account_id TEXT NOT NULL,             -- who looked
    role       TEXT NOT NULL,             -- in which role
    purpose    TEXT NOT NULL,             -- for which purpose
    what       TEXT NOT NULL,             -- what was asked for
    record_id  TEXT,                      -- about which record
    centre_id  TEXT,                      -- in which centre
    outcome    TEXT NOT NULL              -- shown, denied or hidden
) STRICT;
CREATE INDEX access_line_by_record ON access_line (record_id, at);
CREATE INDEX access_line_by_account ON access_line (account_id, at);

CREATE TABLE task (
    task_id   TEXT NOT NULL PRIMARY KEY, -- number of the task
    kind      TEXT NOT NULL,             -- reminder, escalation, delivery …
    due_at    TEXT NOT NULL,             -- UTC instant from which it may run
    record_id TEXT,                      -- record it concerns
    holder    TEXT,                      -- account or centre that must act
    state     TEXT NOT NULL,             -- waiting, done or failed
    body      TEXT NOT NULL,             -- JSON, pseudonymous
    attempts  INTEGER NOT NULL           -- times tried so far
) STRICT;
CREATE INDEX task_by_due ON task (state, due_at);
CREATE INDEX task_by_holder ON task (holder, state, due_at);
CREATE INDEX task_by_record ON task (record_id);

CREATE TABLE document (
    document_id TEXT NOT NULL PRIMARY KEY, -- number of the document
    digest      BLOB NOT NULL,             -- SHA-256 of the sealed bytes
    media_type  TEXT NOT NULL,             -- type, checked against the bytes
    bytes_len   INTEGER NOT NULL,          -- length before sealing
    sealed      BLOB NOT NULL,             -- nonce and ciphertext
    person_id   TEXT NOT NULL,             -- person whose key seals it
    record_id   TEXT NOT NULL,             -- record it belongs to
    created_at  TEXT NOT NULL              -- UTC instant
) STRICT;
CREATE INDEX document_by_record ON document (record_id);
CREATE INDEX document_by_person ON document (person_id);

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY, -- name of the setting
    value TEXT NOT NULL              -- its value
) STRICT, WITHOUT ROWID;

CREATE TABLE import_batch (
    batch_id       TEXT NOT NULL PRIMARY KEY, -- number of the import
    file_digest    BLOB NOT NULL,             -- SHA-256 of the file
    mapping_digest BLOB NOT NULL,             -- SHA-256 of the mapping
    next_row       INTEGER NOT NULL,          -- first row not yet committed
    state          TEXT NOT NULL,             -- running or done
    counts         TEXT NOT NULL,             -- JSON: kept, rejected, disputed …
    started_at     TEXT NOT NULL              -- UTC instant
) STRICT;
CREATE UNIQUE INDEX import_batch_by_file ON import_batch (file_digest, mapping_digest);

CREATE TABLE import_row (
    system     TEXT NOT NULL, -- the system the books come from
    row_digest BLOB NOT NULL, -- keyed hash of the row's own key in that system
    batch_id   TEXT NOT NULL, -- import that kept it
    record_id  TEXT NOT NULL, -- record made from it
    PRIMARY KEY (system, row_digest)
) STRICT, WITHOUT ROWID;

-- What is written stays written.
CREATE TRIGGER event_keeps_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'append only: event'); END;
CREATE TRIGGER event_keeps_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'append only: event'); END;
CREATE TRIGGER event_parent_keeps_update BEFORE UPDATE ON event_parent BEGIN SELECT RAISE(ABORT, 'append only: event_parent'); END;
CREATE TRIGGER event_parent_keeps_delete BEFORE DELETE ON event_parent BEGIN SELECT RAISE(ABORT, 'append only: event_parent'); END;
CREATE TRIGGER log_leaf_keeps_update BEFORE UPDATE ON log_leaf BEGIN SELECT RAISE(ABORT, 'append only: log_leaf'); END;
CREATE TRIGGER log_leaf_keeps_delete BEFORE DELETE ON log_leaf BEGIN SELECT RAISE(ABORT, 'append only: log_leaf'); END;
CREATE TRIGGER checkpoint_keeps_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'append only: checkpoint'); END;
CREATE TRIGGER checkpoint_keeps_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'append only: checkpoint'); END;
CREATE TRIGGER access_line_keeps_update BEFORE UPDATE ON access_line BEGIN SELECT RAISE(ABORT, 'append only: access_line'); END;
CREATE TRIGGER access_line_keeps_delete BEFORE DELETE ON access_line BEGIN SELECT RAISE(ABORT, 'append only: access_line'); END;
