-- What devices told after they had been without the network, until somebody decided about what contradicts the chain.

CREATE TABLE device_entry (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- dev_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record
    mark TEXT COLLATE "C" NOT NULL, -- number that the device gave it; sent twice, it is kept once
    account_id TEXT COLLATE "C" NOT NULL, -- account that scanned and sent it
    unit_id TEXT COLLATE "C" NOT NULL, -- organ it speaks of, whether the registry knows it or not
    state TEXT COLLATE "C" NOT NULL, -- unclear, clear or settled
    recorded_at TEXT COLLATE "C" NOT NULL -- UTC instant at which the server learned of it
);
CREATE UNIQUE INDEX device_entry_by_mark ON device_entry (account_id, mark);
CREATE INDEX device_entry_by_unit ON device_entry (unit_id, recorded_at);
CREATE INDEX device_entry_by_state ON device_entry (state, recorded_at);
