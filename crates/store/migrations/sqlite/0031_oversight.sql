-- Audits of centres.

CREATE TABLE audit (
    id TEXT NOT NULL PRIMARY KEY, -- aud_ number
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record; reasons, notes and reports are sealed in it
    centre_id TEXT NOT NULL, -- centre that is audited
    state TEXT NOT NULL, -- audit_planned, running, ended or called_off
    on_day TEXT NOT NULL, -- civil day for which it stands
    ended_on TEXT -- civil day on which it ended; null before
) STRICT;
CREATE INDEX audit_by_centre ON audit (centre_id, on_day, id);
CREATE INDEX audit_by_day ON audit (on_day, id);

-- What audits found not to be as it shall be.

CREATE TABLE nonconformity (
    id TEXT NOT NULL PRIMARY KEY, -- ncf_ number
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record; what was seen and done is sealed in it
    audit_id TEXT NOT NULL, -- audit in which it was found
    centre_id TEXT NOT NULL, -- centre at which it was found
    grade TEXT NOT NULL, -- how grave
    state TEXT NOT NULL, -- open, answered, action_done or closed
    due_on TEXT NOT NULL, -- civil day by which it must be put right
    raised_at TEXT NOT NULL, -- UTC instant at which it was recorded
    closed_on TEXT -- civil day on which an inspector closed it; null before
) STRICT;
CREATE INDEX nonconformity_by_audit ON nonconformity (audit_id, id);
CREATE INDEX nonconformity_by_due ON nonconformity (state, due_on, id);
CREATE INDEX nonconformity_by_centre ON nonconformity (centre_id, due_on, id);

-- What people said about a centre's turn to be audited.

CREATE TABLE audit_turn (
    id TEXT NOT NULL PRIMARY KEY, -- atn_ number
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record; the reason is sealed in it
    centre_id TEXT NOT NULL, -- centre
    ruling TEXT NOT NULL, -- sooner, later, or asked for
    until_on TEXT NOT NULL -- last civil day on which it holds
) STRICT;
CREATE INDEX audit_turn_by_until ON audit_turn (until_on, id);
