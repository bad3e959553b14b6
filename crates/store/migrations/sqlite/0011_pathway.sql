-- The way of a possible donor after death. Names, talks and what a register said are sealed; nothing here holds them in the clear.

CREATE TABLE pathway (
    id TEXT NOT NULL PRIMARY KEY, -- pth_ number
    version INTEGER NOT NULL,     -- rises by one with each save
    body TEXT NOT NULL,           -- JSON of the record
    centre_id TEXT NOT NULL,      -- hospital that opened it
    stage TEXT NOT NULL,          -- stage reached: possible, potential, eligible, actual or utilised
    loss TEXT,                    -- reason for which the way ended before the next stage; null while it goes on
    kind TEXT,                    -- dbd or dcd; null while only possible
    donor_id TEXT,                -- number as donor; null before there is one
    opened_at TEXT NOT NULL       -- UTC instant it was opened
) STRICT;
CREATE INDEX pathway_by_time ON pathway (opened_at, id);
CREATE INDEX pathway_by_centre ON pathway (centre_id, opened_at, id);
CREATE INDEX pathway_by_donor ON pathway (donor_id);
