-- Temperatures of organs on their way, and decisions to graft across blood groups.

CREATE TABLE temperature_log (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- tmp_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record
    unit_id TEXT COLLATE "C" NOT NULL, -- organ that was carried
    device TEXT COLLATE "C" NOT NULL -- number of the device
);
CREATE INDEX temperature_log_by_unit ON temperature_log (unit_id, id);

CREATE TABLE abo_decision (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- abd_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record
    recipient_id TEXT COLLATE "C" NOT NULL, -- recipient it is made for
    organ TEXT COLLATE "C" NOT NULL, -- organ it is made for, without side or part
    state TEXT COLLATE "C" NOT NULL -- stands, withdrawn or refused
);
CREATE INDEX abo_decision_by_recipient ON abo_decision (recipient_id, id);
