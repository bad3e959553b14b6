-- The way of a possible donor after death. Names, talks and what a register said are sealed; nothing here holds them in the clear.

CREATE TABLE pathway (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- pth_ number
    version BIGINT NOT NULL,                  -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL,           -- JSON of the record
    centre_id TEXT COLLATE "C" NOT NULL,      -- hospital that opened it
    stage TEXT COLLATE "C" NOT NULL,          -- stage reached: possible, potential, eligible, actual or utilised
    loss TEXT COLLATE "C",                    -- reason for which the way ended before the next stage; null while it goes on
    kind TEXT COLLATE "C",                    -- dbd or dcd; null while only possible
    donor_id TEXT COLLATE "C",                -- number as donor; null before there is one
    opened_at TEXT COLLATE "C" NOT NULL       -- UTC instant it was opened
);
CREATE INDEX pathway_by_time ON pathway (opened_at, id);
CREATE INDEX pathway_by_centre ON pathway (centre_id, opened_at, id);
CREATE INDEX pathway_by_donor ON pathway (donor_id);
