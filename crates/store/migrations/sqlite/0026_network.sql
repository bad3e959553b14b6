-- Details that procedures share: keyed hashes beside the procedure, and nothing that can be read back.

CREATE TABLE network_mark (
    kind TEXT NOT NULL, -- sort of detail: phone, interpreter, payer …
    meets BLOB NOT NULL, -- keyed hash of what is the same in another spelling
    procedure_id TEXT NOT NULL, -- par_ number of the procedure, or adv_ number of the advertisement
    part TEXT NOT NULL, -- where in it the detail stands
    token BLOB NOT NULL, -- keyed hash of what was written
    key_version INTEGER NOT NULL, -- version of the secret that made both hashes
    noted_at TEXT NOT NULL, -- UTC instant at which it was written down
    PRIMARY KEY (kind, meets, procedure_id, part, token)
) STRICT, WITHOUT ROWID;
CREATE INDEX network_mark_by_procedure ON network_mark (procedure_id);
CREATE INDEX network_mark_by_version ON network_mark (key_version);

CREATE TABLE network_meeting (
    kind TEXT NOT NULL, -- sort of detail
    meets BLOB NOT NULL, -- keyed hash in which procedures meet
    procedures INTEGER NOT NULL, -- in how many procedures that should have nothing in common it stands
    last_at TEXT NOT NULL, -- UTC instant at which the last of them was written down
    PRIMARY KEY (kind, meets)
) STRICT, WITHOUT ROWID;
CREATE INDEX network_meeting_by_age ON network_meeting (last_at);

CREATE TABLE network_filled (
    procedure_id TEXT NOT NULL PRIMARY KEY, -- par_ number of a procedure whose whole file was gone through
    filled_at TEXT NOT NULL -- UTC instant
) STRICT;

CREATE TABLE advert (
    id TEXT NOT NULL PRIMARY KEY, -- adv_ number
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record
    medium TEXT NOT NULL, -- sort of place where it was seen
    handed_in_at TEXT NOT NULL -- UTC instant at which it was handed in
) STRICT;
CREATE INDEX advert_by_age ON advert (handed_in_at);
