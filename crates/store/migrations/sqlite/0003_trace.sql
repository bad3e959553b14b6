-- The chain donor → organ or part → hand-overs → transplant → outcome, walked in both directions.

CREATE TABLE donor (
    donor_id  TEXT NOT NULL PRIMARY KEY, -- don_ number
    version   INTEGER NOT NULL,          -- rises by one with each save
    body      TEXT NOT NULL,             -- JSON of the record
    kind      TEXT NOT NULL,             -- dbd, dcd, living or domino
    centre_id TEXT                       -- centre that recovered; null when unknown
) STRICT;
CREATE INDEX donor_by_centre ON donor (centre_id);

CREATE TABLE recipient (
    recipient_id TEXT NOT NULL PRIMARY KEY, -- rec_ number
    version      INTEGER NOT NULL,          -- rises by one with each save
    body         TEXT NOT NULL,             -- JSON of the record
    centre_id    TEXT                       -- centre that cares; null when unknown
) STRICT;
CREATE INDEX recipient_by_centre ON recipient (centre_id);

CREATE TABLE unit (
    unit_id      TEXT NOT NULL PRIMARY KEY,       -- org_ number of an organ or part
    version      INTEGER NOT NULL,                -- rises by one with each save
    body         TEXT NOT NULL,                   -- JSON of the record
    code         TEXT NOT NULL,                   -- organ code
    donor_id     TEXT REFERENCES donor (donor_id), -- donor it came from; null when unknown or made from other units
    centre_id    TEXT,                            -- centre that holds it
    pair_id      TEXT,                            -- living-donor pair, if any
    recovered_at TEXT,                            -- UTC instant of recovery
    fate         TEXT NOT NULL,                   -- stored, transplanted, discarded, split …
    fate_at      TEXT,                            -- UTC instant of its fate
    fate_reason  TEXT,                            -- code of the reason
    disputed     TEXT                             -- code of what contradicts it; null when nothing does
) STRICT;
CREATE INDEX unit_by_donor ON unit (donor_id, unit_id);
CREATE INDEX unit_by_pair ON unit (pair_id);
CREATE INDEX unit_by_centre ON unit (centre_id, fate);

CREATE TABLE unit_link (
    parent_id TEXT NOT NULL REFERENCES unit (unit_id), -- unit that was split or pooled
    child_id  TEXT NOT NULL REFERENCES unit (unit_id), -- unit that came of it
    how       TEXT NOT NULL,                           -- split or pool
    PRIMARY KEY (parent_id, child_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_link_by_child ON unit_link (child_id, parent_id);

CREATE TABLE handover (
    handover_id TEXT NOT NULL PRIMARY KEY,               -- hnd_ number
    body        TEXT NOT NULL,                           -- JSON of the record
    unit_id     TEXT NOT NULL REFERENCES unit (unit_id), -- unit handed over
    place_seq   INTEGER NOT NULL,                        -- place among the unit's hand-overs, from 1
    from_centre TEXT,                                    -- who gave
    to_centre   TEXT,                                    -- who took
    handed_at   TEXT                                     -- UTC instant
) STRICT;
CREATE INDEX handover_by_unit ON handover (unit_id, place_seq);

CREATE TABLE transplant (
    transplant_id   TEXT NOT NULL PRIMARY KEY,                         -- trp_ number
    version         INTEGER NOT NULL,                                  -- rises by one with each save
    body            TEXT NOT NULL,                                     -- JSON of the record
    unit_id         TEXT NOT NULL REFERENCES unit (unit_id),           -- unit transplanted
    recipient_id    TEXT NOT NULL REFERENCES recipient (recipient_id), -- who received it
    centre_id       TEXT,                                              -- where; null when unknown
    transplanted_at TEXT,                                              -- UTC instant
    disputed        TEXT                                               -- code of what contradicts it; null when nothing does
) STRICT;
CREATE INDEX transplant_by_unit ON transplant (unit_id);
CREATE INDEX transplant_by_recipient ON transplant (recipient_id, unit_id);
CREATE INDEX transplant_by_centre ON transplant (centre_id, transplanted_at);

CREATE TABLE outcome (
    outcome_id     TEXT NOT NULL PRIMARY KEY, -- number of the follow-up
    body           TEXT NOT NULL,             -- JSON of the record
    subject_id     TEXT NOT NULL,             -- transplant (trp_) followed, or donor (don_)
    seen_on        TEXT NOT NULL,             -- day seen
    patient_status TEXT NOT NULL,             -- alive, dead, lost …
    graft_status   TEXT                       -- functioning, failed …; null for a donor
) STRICT;
CREATE INDEX outcome_by_subject ON outcome (subject_id, seen_on);
