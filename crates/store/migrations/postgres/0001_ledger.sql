-- The sealed log, the sealed parts of persons, and what the program needs to run.
-- Identifiers and UTC instants are sortable text; nothing here holds personal data in the clear.

CREATE TABLE event (
    event_id     TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- evt_ number, sorts in time order
    kind         TEXT COLLATE "C" NOT NULL,             -- what happened, as "consent.signed"
    kind_version BIGINT NOT NULL,          -- version of the body's shape
    record_id    TEXT COLLATE "C" NOT NULL,             -- the thing the event is about
    envelope     TEXT COLLATE "C" NOT NULL,             -- canonical JSON of the whole envelope
    salt         BYTEA NOT NULL,             -- 32 random bytes inside the leaf hash
    leaf_hash    BYTEA NOT NULL,             -- SHA-256 leaf of the log
    recorded_at  TEXT COLLATE "C" NOT NULL              -- UTC instant of recording
);
CREATE INDEX event_by_record ON event (record_id, event_id);

CREATE TABLE event_parent (
    parent_id TEXT COLLATE "C" NOT NULL, -- another thing the event concerns
    event_id  TEXT COLLATE "C" NOT NULL, -- the event
    PRIMARY KEY (parent_id, event_id)
);

CREATE TABLE pending_leaf (
    leaf_id   TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- sorts in time order: the event's number, or one of the same form for a dummy leaf
    event_id  TEXT COLLATE "C",                      -- the event; null for a dummy leaf
    leaf_hash BYTEA NOT NULL              -- hash waiting for its place in the log
);

CREATE TABLE log_leaf (
    seq       BIGINT NOT NULL PRIMARY KEY, -- place in the log, from 0 without holes
    event_id  TEXT COLLATE "C" UNIQUE,                  -- the event; null for a dummy leaf
    leaf_hash BYTEA NOT NULL                 -- SHA-256 leaf
);

CREATE TABLE log_tile (
    level BIGINT NOT NULL, -- height of the tile, 0 holds leaves
    idx   BIGINT NOT NULL, -- place of the tile within its level
    width BIGINT NOT NULL, -- hashes in it, 1 to 256
    bytes BYTEA NOT NULL,    -- the hashes one after the other
    PRIMARY KEY (level, idx, width)
);

CREATE TABLE log_frontier (
    only_row BIGINT NOT NULL PRIMARY KEY CHECK (only_row = 1), -- always 1: the table has one row
    size     BIGINT NOT NULL,                                  -- leaves numbered so far
    hashes   BYTEA NOT NULL                                      -- right edge of the tree, one after the other
);
INSERT INTO log_frontier (only_row, size, hashes) VALUES (1, 0, '');

CREATE TABLE checkpoint (
    size      BIGINT NOT NULL, -- leaves under the signed root
    signed_at TEXT COLLATE "C" NOT NULL,    -- UTC instant of signing
    note      TEXT COLLATE "C" NOT NULL,    -- the signed note as published
    PRIMARY KEY (size, signed_at)
);

CREATE TABLE sealed_part (
    record_id   TEXT COLLATE "C" NOT NULL,    -- record the part belongs to
    field       TEXT COLLATE "C" NOT NULL,    -- permanent code of the field
    event_id    TEXT COLLATE "C" NOT NULL,    -- event that wrote it
    person_id   TEXT COLLATE "C" NOT NULL,    -- person whose key seals it
    vault       TEXT COLLATE "C" NOT NULL,    -- identity, clinical or case
    retention   TEXT COLLATE "C" NOT NULL,    -- retention purpose of the key
    key_version BIGINT NOT NULL, -- version of the person's key
    sealed      BYTEA NOT NULL,    -- nonce and ciphertext
    PRIMARY KEY (record_id, field, event_id)
);
CREATE INDEX sealed_part_by_person ON sealed_part (person_id, vault);

CREATE TABLE person_key (
    person_id    TEXT COLLATE "C" NOT NULL,    -- person the key belongs to
    vault        TEXT COLLATE "C" NOT NULL,    -- identity, clinical or case
    retention    TEXT COLLATE "C" NOT NULL,    -- retention purpose
    key_version  BIGINT NOT NULL, -- version, rising
    wrapped      BYTEA,             -- key under the vault's key; null once destroyed
    destroyed_at TEXT COLLATE "C",             -- UTC instant of destruction
    PRIMARY KEY (person_id, vault, retention, key_version)
);

CREATE TABLE blind_token (
    vault     TEXT COLLATE "C" NOT NULL, -- identity, clinical or case
    field     TEXT COLLATE "C" NOT NULL, -- permanent code of the field
    token     BYTEA NOT NULL, -- keyed hash of the normalised value
    record_id TEXT COLLATE "C" NOT NULL, -- record that has the value
    PRIMARY KEY (vault, field, token, record_id)
);
CREATE INDEX blind_token_by_record ON blind_token (record_id);

CREATE TABLE idempotency (
    account_id TEXT COLLATE "C" NOT NULL, -- account that sent the request
    key        TEXT COLLATE "C" NOT NULL, -- key it chose
    sealed     BYTEA NOT NULL, -- digest of the request and the answer, sealed under the account's key
    created_at TEXT COLLATE "C" NOT NULL, -- UTC instant; deleted two days later
    PRIMARY KEY (account_id, key)
);
CREATE INDEX idempotency_by_age ON idempotency (created_at);

CREATE TABLE access_line (
    line_id    TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- number of the line, sorts in time order
    at         TEXT COLLATE "C" NOT NULL,             -- UTC instant of the access
    account_id TEXT COLLATE "C" NOT NULL,             -- who looked
    role       TEXT COLLATE "C" NOT NULL,             -- in which role
    purpose    TEXT COLLATE "C" NOT NULL,             -- for which purpose
    what       TEXT COLLATE "C" NOT NULL,             -- what was asked for
    record_id  TEXT COLLATE "C",                      -- about which record
    centre_id  TEXT COLLATE "C",                      -- in which centre
    outcome    TEXT COLLATE "C" NOT NULL              -- shown, denied or hidden
);
CREATE INDEX access_line_by_record ON access_line (record_id, at);
CREATE INDEX access_line_by_account ON access_line (account_id, at);

CREATE TABLE task (
    task_id   TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- number of the task
    kind      TEXT COLLATE "C" NOT NULL,             -- reminder, escalation, delivery …
    due_at    TEXT COLLATE "C" NOT NULL,             -- UTC instant from which it may run
    record_id TEXT COLLATE "C",                      -- record it concerns
    holder    TEXT COLLATE "C",                      -- account or centre that must act
    state     TEXT COLLATE "C" NOT NULL,             -- waiting, done or failed
    body      TEXT COLLATE "C" NOT NULL,             -- JSON, pseudonymous
    attempts  BIGINT NOT NULL           -- times tried so far
);
CREATE INDEX task_by_due ON task (state, due_at);
CREATE INDEX task_by_holder ON task (holder, state, due_at);
CREATE INDEX task_by_record ON task (record_id);

CREATE TABLE document (
    document_id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- number of the document
    digest      BYTEA NOT NULL,             -- SHA-256 of the sealed bytes
    media_type  TEXT COLLATE "C" NOT NULL,             -- type, checked against the bytes
    bytes_len   BIGINT NOT NULL,          -- length before sealing
    sealed      BYTEA NOT NULL,             -- nonce and ciphertext
    person_id   TEXT COLLATE "C" NOT NULL,             -- person whose key seals it
    record_id   TEXT COLLATE "C" NOT NULL,             -- record it belongs to
    created_at  TEXT COLLATE "C" NOT NULL              -- UTC instant
);
CREATE INDEX document_by_record ON document (record_id);
CREATE INDEX document_by_person ON document (person_id);

CREATE TABLE setting (
    name  TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- name of the setting
    value TEXT COLLATE "C" NOT NULL              -- its value
);

CREATE TABLE import_batch (
    batch_id       TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- number of the import
    file_digest    BYTEA NOT NULL,             -- SHA-256 of the file
    mapping_digest BYTEA NOT NULL,             -- SHA-256 of the mapping
    next_row       BIGINT NOT NULL,          -- first row not yet committed
    state          TEXT COLLATE "C" NOT NULL,             -- running or done
    counts         TEXT COLLATE "C" NOT NULL,             -- JSON: kept, rejected, disputed …
    started_at     TEXT COLLATE "C" NOT NULL              -- UTC instant
);
CREATE UNIQUE INDEX import_batch_by_file ON import_batch (file_digest, mapping_digest);

CREATE TABLE import_row (
    system     TEXT COLLATE "C" NOT NULL, -- the system the books come from
    row_digest BYTEA NOT NULL, -- keyed hash of the row's own key in that system
    batch_id   TEXT COLLATE "C" NOT NULL, -- import that kept it
    record_id  TEXT COLLATE "C" NOT NULL, -- record made from it
    PRIMARY KEY (system, row_digest)
);

-- What is written stays written.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append only: %', TG_TABLE_NAME;
END $$;
CREATE TRIGGER event_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_parent_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON event_parent FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_leaf_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON log_leaf FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoint_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_line_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON access_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON event, event_parent, log_leaf, checkpoint, access_line FROM PUBLIC, CURRENT_USER;
