-- Audits of centres.

CREATE TABLE audit (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- aud_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record; reasons, notes and reports are sealed in it
    centre_id TEXT COLLATE "C" NOT NULL, -- centre that is audited
    state TEXT COLLATE "C" NOT NULL, -- audit_planned, running, ended or called_off
    on_day TEXT COLLATE "C" NOT NULL, -- civil day for which it stands
    ended_on TEXT COLLATE "C" -- civil day on which it ended; null before
);
CREATE INDEX audit_by_centre ON audit (centre_id, on_day, id);
CREATE INDEX audit_by_day ON audit (on_day, id);

-- What audits found not to be as it shall be.

CREATE TABLE nonconformity (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- ncf_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record; what was seen and done is sealed in it
    audit_id TEXT COLLATE "C" NOT NULL, -- audit in which it was found
    centre_id TEXT COLLATE "C" NOT NULL, -- centre at which it was found
    grade TEXT COLLATE "C" NOT NULL, -- how grave
    state TEXT COLLATE "C" NOT NULL, -- open, answered, action_done or closed
    due_on TEXT COLLATE "C" NOT NULL, -- civil day by which it must be put right
    raised_at TEXT COLLATE "C" NOT NULL, -- UTC instant at which it was recorded
    closed_on TEXT COLLATE "C" -- civil day on which an inspector closed it; null before
);
CREATE INDEX nonconformity_by_audit ON nonconformity (audit_id, id);
CREATE INDEX nonconformity_by_due ON nonconformity (state, due_on, id);
CREATE INDEX nonconformity_by_centre ON nonconformity (centre_id, due_on, id);

-- What people said about a centre's turn to be audited.

CREATE TABLE audit_turn (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- atn_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record; the reason is sealed in it
    centre_id TEXT COLLATE "C" NOT NULL, -- centre
    ruling TEXT COLLATE "C" NOT NULL, -- sooner, later, or asked for
    until_on TEXT COLLATE "C" NOT NULL -- last civil day on which it holds
);
CREATE INDEX audit_turn_by_until ON audit_turn (until_on, id);
