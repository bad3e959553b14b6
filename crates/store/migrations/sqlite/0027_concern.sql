-- Concerns: what people report in suspicion, sealed in their own browser. Nothing here opens anything, and no instant finer than the round's.

CREATE TABLE concern (
    id TEXT NOT NULL PRIMARY KEY, -- ccn_ number
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record
    state TEXT NOT NULL, -- received, acknowledged, referred, no_action, in_case
    received_at TEXT NOT NULL -- UTC instant of the round that entered it; it came some minutes before
) STRICT;
CREATE INDEX concern_by_state ON concern (state, received_at);

CREATE TABLE concern_key (
    id TEXT NOT NULL PRIMARY KEY, -- cky_ number
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record; the wrapped half is a reference to a sealed part
    account_id TEXT NOT NULL, -- acc_ number of its owner
    state TEXT NOT NULL -- made, checked, left
) STRICT;

CREATE TABLE concern_script (
    id TEXT NOT NULL PRIMARY KEY, -- csc_ number
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record
    sha256 TEXT NOT NULL -- digest of the script, hex
) STRICT;

CREATE TABLE concern_post (
    post_id TEXT NOT NULL PRIMARY KEY, -- 128 random bits, hex
    kind TEXT NOT NULL, -- report, message, reply, note
    mailbox TEXT NOT NULL, -- SHA-256 of the mailbox id, hex; empty for what a reader wrote
    header TEXT NOT NULL, -- JSON: the nonce of the ciphertext, and for a report the mailbox's keys, wrapped under the receipt
    state TEXT NOT NULL, -- arriving, whole, entered
    rounds INTEGER NOT NULL, -- rounds that it was seen arriving in; after two it is given up
    bytes_len INTEGER NOT NULL, -- bytes of the ciphertext
    commitment TEXT, -- SHA-256 of the ciphertext, hex, once it is whole
    concern_id TEXT, -- ccn_ number, once it is entered
    event_id TEXT -- the event that entered it
) STRICT;
CREATE INDEX concern_post_by_state ON concern_post (state);
CREATE INDEX concern_post_by_mailbox ON concern_post (mailbox, kind);
CREATE INDEX concern_post_by_concern ON concern_post (concern_id);

CREATE TABLE concern_wrap (
    post_id TEXT NOT NULL, -- what is sealed
    key_id TEXT NOT NULL, -- cky_ number of a reader's key, or mailbox
    enc TEXT NOT NULL, -- the sender's half of the agreement, unpadded base64url
    sealed TEXT NOT NULL, -- the key of the ciphertext, sealed to that key, unpadded base64url
    PRIMARY KEY (post_id, key_id)
) STRICT;
CREATE INDEX concern_wrap_by_key ON concern_wrap (key_id);

CREATE TABLE concern_chunk (
    post_id TEXT NOT NULL, -- what it is a part of
    idx INTEGER NOT NULL, -- its place, from 0
    bytes BLOB NOT NULL, -- a part of the ciphertext
    PRIMARY KEY (post_id, idx)
) STRICT;

INSERT INTO round (name, holder, held_until, next_at) VALUES ('concerns', NULL, '2000-01-01T00:00:00.000Z', '2000-01-01T00:00:00.000Z');
