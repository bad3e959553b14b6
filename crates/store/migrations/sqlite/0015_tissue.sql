-- Tissues and cells: units in amounts, what they were made of, to whom they were applied, who may handle them.

CREATE TABLE tissue (
    id TEXT NOT NULL PRIMARY KEY,              -- tis_ number
    version INTEGER NOT NULL,                  -- rises by one with each save
    body TEXT NOT NULL,                        -- JSON of the record
    kind TEXT NOT NULL,                        -- code of the tissue or cells
    donor_id TEXT REFERENCES donor (donor_id), -- donor it was collected from; null when unknown, from abroad or made of other units
    holder_id TEXT NOT NULL,                   -- centre that holds it
    establishment_id TEXT NOT NULL,            -- centre that collected, brought in or made it
    state TEXT NOT NULL,                       -- open, empty, overdrawn or recalled
    sec TEXT,                                  -- Single European Code; null when it has none
    donation TEXT,                             -- donation number of ISBT 128; null when it has none
    expires_on TEXT,                           -- last day of use; null when none is set
    entered_at TEXT NOT NULL,                  -- UTC instant it came in
    disputed TEXT                              -- code of what contradicts it; null when nothing does
) STRICT;
CREATE INDEX tissue_by_donor ON tissue (donor_id, id);
CREATE INDEX tissue_by_holder ON tissue (holder_id, state, expires_on, id);
CREATE INDEX tissue_by_establishment ON tissue (establishment_id, id);
CREATE INDEX tissue_by_sec ON tissue (sec);
CREATE INDEX tissue_by_donation ON tissue (donation);

CREATE TABLE tissue_link (
    parent_id TEXT NOT NULL REFERENCES tissue (id), -- unit that was used
    child_id TEXT NOT NULL REFERENCES tissue (id),  -- unit that was made of it
    how TEXT NOT NULL,                              -- process, split or pool
    PRIMARY KEY (parent_id, child_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tissue_link_by_child ON tissue_link (child_id, parent_id);

CREATE TABLE tissue_application (
    id TEXT NOT NULL PRIMARY KEY,                                   -- app_ number
    version INTEGER NOT NULL,                                       -- rises by one with each save
    body TEXT NOT NULL,                                             -- JSON of the record
    tissue_id TEXT NOT NULL REFERENCES tissue (id),                 -- unit applied
    recipient_id TEXT NOT NULL REFERENCES recipient (recipient_id), -- who received it
    centre_id TEXT NOT NULL,                                        -- where
    applied_at TEXT NOT NULL                                        -- UTC instant
) STRICT;
CREATE INDEX tissue_application_by_tissue ON tissue_application (tissue_id);
CREATE INDEX tissue_application_by_recipient ON tissue_application (recipient_id, tissue_id);

CREATE TABLE tissue_licence (
    id TEXT NOT NULL PRIMARY KEY, -- tli_ number
    version INTEGER NOT NULL,     -- rises by one with each save
    body TEXT NOT NULL,           -- JSON of the record
    centre_id TEXT NOT NULL,      -- centre licensed
    valid_to_on TEXT NOT NULL     -- last day
) STRICT;
CREATE INDEX tissue_licence_by_centre ON tissue_licence (centre_id, valid_to_on);

CREATE TABLE tissue_refusal (
    id TEXT NOT NULL PRIMARY KEY, -- tsr_ number
    version INTEGER NOT NULL,     -- rises by one with each save
    body TEXT NOT NULL,           -- JSON of the record
    centre_id TEXT NOT NULL,      -- centre that planned the step
    step TEXT NOT NULL,           -- code of the step
    refused_at TEXT NOT NULL      -- UTC instant
) STRICT;
CREATE INDEX tissue_refusal_by_centre ON tissue_refusal (centre_id, refused_at);
