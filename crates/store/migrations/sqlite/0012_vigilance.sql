-- Serious adverse events and reactions, the alerts of their look-back, recalls, and plans to graft a unit.
-- What happened, in words, is sealed; nothing here holds it in the clear.

CREATE TABLE sare (
    id           TEXT NOT NULL PRIMARY KEY, -- sar_ number
    version      INTEGER NOT NULL,          -- rises by one with each save
    body         TEXT NOT NULL,             -- JSON of the record
    number       INTEGER NOT NULL,          -- number of the report within the country, from 1
    state        TEXT NOT NULL,             -- open, or closed by a final report
    severity     TEXT NOT NULL,             -- how grave it is judged to be now
    centre_id    TEXT,                      -- centre that filed it; null when the authority did
    filed_at     TEXT NOT NULL,             -- UTC instant
    final_due_at TEXT                       -- UTC instant by which the final report is due; null when the law names none
) STRICT;
CREATE UNIQUE INDEX sare_by_number ON sare (number);
CREATE INDEX sare_by_state ON sare (state, filed_at);
CREATE INDEX sare_by_centre ON sare (centre_id, filed_at);

CREATE TABLE alert (
    id        TEXT NOT NULL PRIMARY KEY, -- alr_ number
    version   INTEGER NOT NULL,          -- rises by one with each save
    body      TEXT NOT NULL,             -- JSON of the record
    sare_id   TEXT NOT NULL,             -- adverse event it is about
    centre_id TEXT,                      -- centre that is alerted; null when an authority is
    country   TEXT,                      -- country whose authority is alerted; null when a centre is
    state     TEXT NOT NULL,             -- waiting, or known once somebody said so
    queued_at TEXT NOT NULL,             -- UTC instant
    due_at    TEXT                       -- UTC instant at which the present rung ends; null when the law names none
) STRICT;
CREATE INDEX alert_by_sare ON alert (sare_id, id);
CREATE INDEX alert_by_centre ON alert (centre_id, state, queued_at);
CREATE INDEX alert_by_state ON alert (state, queued_at);

CREATE TABLE recall (
    id         TEXT NOT NULL PRIMARY KEY, -- rcl_ number
    version    INTEGER NOT NULL,          -- rises by one with each save
    body       TEXT NOT NULL,             -- JSON of the record
    of_id      TEXT NOT NULL,             -- donor or unit that was recalled
    sare_id    TEXT,                      -- adverse event it came of; null when there is none
    state      TEXT NOT NULL,             -- standing or lifted
    ordered_at TEXT NOT NULL              -- UTC instant
) STRICT;
CREATE INDEX recall_by_subject ON recall (of_id, state);
CREATE INDEX recall_by_state ON recall (state, ordered_at);
CREATE INDEX recall_by_sare ON recall (sare_id);

CREATE TABLE graft_plan (
    id         TEXT NOT NULL PRIMARY KEY, -- pln_ number
    version    INTEGER NOT NULL,          -- rises by one with each save
    body       TEXT NOT NULL,             -- JSON of the record
    unit_id    TEXT NOT NULL,             -- unit that was to be grafted
    state      TEXT NOT NULL,             -- planned or refused
    planned_at TEXT NOT NULL              -- UTC instant at which it was to begin
) STRICT;
CREATE INDEX graft_plan_by_unit ON graft_plan (unit_id, planned_at);
