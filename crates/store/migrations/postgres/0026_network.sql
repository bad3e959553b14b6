-- Details that procedures share: keyed hashes beside the procedure, and nothing that can be read back.

CREATE TABLE network_mark (
    kind TEXT COLLATE "C" NOT NULL, -- sort of detail: phone, interpreter, payer …
    meets BYTEA NOT NULL, -- keyed hash of what is the same in another spelling
    procedure_id TEXT COLLATE "C" NOT NULL, -- par_ number of the procedure, or adv_ number of the advertisement
    part TEXT COLLATE "C" NOT NULL, -- where in it the detail stands
    token BYTEA NOT NULL, -- keyed hash of what was written
    key_version BIGINT NOT NULL, -- version of the secret that made both hashes
    noted_at TEXT COLLATE "C" NOT NULL, -- UTC instant at which it was written down
    PRIMARY KEY (kind, meets, procedure_id, part, token)
);
CREATE INDEX network_mark_by_procedure ON network_mark (procedure_id);
CREATE INDEX network_mark_by_version ON network_mark (key_version);

CREATE TABLE network_meeting (
    kind TEXT COLLATE "C" NOT NULL, -- sort of detail
    meets BYTEA NOT NULL, -- keyed hash in which procedures meet
    procedures BIGINT NOT NULL, -- in how many procedures that should have nothing in common it stands
    last_at TEXT COLLATE "C" NOT NULL, -- UTC instant at which the last of them was written down
    PRIMARY KEY (kind, meets)
);
CREATE INDEX network_meeting_by_age ON network_meeting (last_at);

CREATE TABLE network_filled (
    procedure_id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- par_ number of a procedure whose whole file was gone through
    filled_at TEXT COLLATE "C" NOT NULL -- UTC instant
);

CREATE TABLE advert (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- adv_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record
    medium TEXT COLLATE "C" NOT NULL, -- sort of place where it was seen
    handed_in_at TEXT COLLATE "C" NOT NULL -- UTC instant at which it was handed in
);
CREATE INDEX advert_by_age ON advert (handed_in_at);
