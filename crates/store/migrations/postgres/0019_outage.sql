-- Times without the system, and the numbered sheets of paper on which was written what happened in them.

CREATE TABLE outage (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- otg_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record
    state TEXT COLLATE "C" NOT NULL, -- open or ended
    from_at TEXT COLLATE "C" NOT NULL, -- UTC instant since which the system was away
    until_at TEXT COLLATE "C" -- UTC instant until which it was; NULL while it goes on
);
CREATE INDEX outage_by_state ON outage (state, from_at);

CREATE TABLE sheet (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- sht_ number, as printed on it
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record
    centre_id TEXT COLLATE "C" NOT NULL, -- unit to which it was given out
    kind TEXT COLLATE "C" NOT NULL, -- hand_over, recovery, death or graft
    state TEXT COLLATE "C" NOT NULL, -- issued, missing, entered, doubted, confirmed or voided
    about_id TEXT COLLATE "C", -- donor, organ or donor's file it speaks of; NULL until it was entered
    issued_at TEXT COLLATE "C" NOT NULL -- UTC instant at which it was printed
);
CREATE INDEX sheet_by_centre ON sheet (centre_id, state, issued_at);
CREATE INDEX sheet_by_state ON sheet (state, issued_at);
CREATE INDEX sheet_by_about ON sheet (about_id);
CREATE INDEX unit_by_fate ON unit (fate, recovered_at);
