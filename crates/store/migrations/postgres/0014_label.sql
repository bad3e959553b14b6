-- Labels of organs on their way, checks at the operating table, and the blood groups they ask for.

CREATE TABLE label (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- lbl_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record
    unit_id TEXT COLLATE "C" NOT NULL -- organ that is labelled; one label each, with all its prints
);
CREATE UNIQUE INDEX label_by_unit ON label (unit_id);

CREATE TABLE table_check (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- chk_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record
    unit_id TEXT COLLATE "C" NOT NULL, -- organ that was held
    recipient_id TEXT COLLATE "C" NOT NULL, -- against this recipient
    answer TEXT COLLATE "C" NOT NULL, -- match or stop
    at TEXT COLLATE "C" NOT NULL -- UTC instant
);
CREATE INDEX table_check_by_unit ON table_check (unit_id, at);

CREATE TABLE blood_group (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- abo_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record
    person_id TEXT COLLATE "C" NOT NULL, -- donor or recipient
    state TEXT COLLATE "C" NOT NULL -- stands or withdrawn
);
CREATE INDEX blood_group_by_person ON blood_group (person_id, id);
