-- Temperatures of organs on their way, and decisions to graft across blood groups.

CREATE TABLE temperature_log (
    id TEXT NOT NULL PRIMARY KEY, -- tmp_ number
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record
    unit_id TEXT NOT NULL, -- organ that was carried
    device TEXT NOT NULL -- number of the device
) STRICT;
CREATE INDEX temperature_log_by_unit ON temperature_log (unit_id, id);

CREATE TABLE abo_decision (
    id TEXT NOT NULL PRIMARY KEY, -- abd_ number
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record
    recipient_id TEXT NOT NULL, -- recipient it is made for
    organ TEXT NOT NULL, -- organ it is made for, without side or part
    state TEXT NOT NULL -- stands, withdrawn or refused
) STRICT;
CREATE INDEX abo_decision_by_recipient ON abo_decision (recipient_id, id);
