-- Labels of organs on their way, checks at the operating table, and the blood groups they ask for.

CREATE TABLE label (
    id TEXT NOT NULL PRIMARY KEY, -- lbl_ number
    version INTEGER NOT NULL,     -- rises by one with each save
    body TEXT NOT NULL,           -- JSON of the record
    unit_id TEXT NOT NULL         -- organ that is labelled; one label each, with all its prints
) STRICT;
CREATE UNIQUE INDEX label_by_unit ON label (unit_id);

CREATE TABLE table_check (
    id TEXT NOT NULL PRIMARY KEY, -- chk_ number
    version INTEGER NOT NULL,     -- rises by one with each save
    body TEXT NOT NULL,           -- JSON of the record
    unit_id TEXT NOT NULL,        -- organ that was held
    recipient_id TEXT NOT NULL,   -- against this recipient
    answer TEXT NOT NULL,         -- match or stop
    at TEXT NOT NULL              -- UTC instant
) STRICT;
CREATE INDEX table_check_by_unit ON table_check (unit_id, at);

CREATE TABLE blood_group (
    id TEXT NOT NULL PRIMARY KEY, -- abo_ number
    version INTEGER NOT NULL,     -- rises by one with each save
    body TEXT NOT NULL,           -- JSON of the record
    person_id TEXT NOT NULL,      -- donor or recipient
    state TEXT NOT NULL           -- stands or withdrawn
) STRICT;
CREATE INDEX blood_group_by_person ON blood_group (person_id, id);
