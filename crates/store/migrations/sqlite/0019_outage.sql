-- Times without the system, and the numbered sheets of paper on which was written what happened in them.

CREATE TABLE outage (
    id TEXT NOT NULL PRIMARY KEY, -- otg_ number
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record
    state TEXT NOT NULL, -- open or ended
    from_at TEXT NOT NULL, -- UTC instant since which the system was away
    until_at TEXT -- UTC instant until which it was; NULL while it goes on
) STRICT;
CREATE INDEX outage_by_state ON outage (state, from_at);

CREATE TABLE sheet (
    id TEXT NOT NULL PRIMARY KEY, -- sht_ number, as printed on it
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record
    centre_id TEXT NOT NULL, -- unit to which it was given out
    kind TEXT NOT NULL, -- hand_over, recovery, death or graft
    state TEXT NOT NULL, -- issued, missing, entered, doubted, confirmed or voided
    about_id TEXT, -- donor, organ or donor's file it speaks of; NULL until it was entered
    issued_at TEXT NOT NULL -- UTC instant at which it was printed
) STRICT;
CREATE INDEX sheet_by_centre ON sheet (centre_id, state, issued_at);
CREATE INDEX sheet_by_state ON sheet (state, issued_at);
CREATE INDEX sheet_by_about ON sheet (about_id);
CREATE INDEX unit_by_fate ON unit (fate, recovered_at);
