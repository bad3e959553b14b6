-- Whose plan to graft it is, so that a centre sees its own; and rounds that one server at a time goes.

ALTER TABLE graft_plan ADD COLUMN centre_id TEXT COLLATE "C"; -- centre that planned it
UPDATE graft_plan SET centre_id = CAST(body AS JSONB) -> 'asked' ->> 'centre';
CREATE INDEX graft_plan_by_centre ON graft_plan (centre_id, planned_at);

-- Work that comes round again: reminders, letters, messages, late reports. Whoever holds a round goes it alone.
CREATE TABLE round (
    name       TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- which round
    next_at    TEXT COLLATE "C" NOT NULL,             -- UTC instant from which it may be gone again
    held_until TEXT COLLATE "C" NOT NULL,             -- UTC instant at which whoever goes it is given up
    holder     TEXT COLLATE "C"                       -- number of whoever goes it now; null while nobody does
);
INSERT INTO round (name, next_at, held_until) VALUES
    ('reminders', '2000-01-01T00:00:00.000Z', '2000-01-01T00:00:00.000Z'),
    ('late_reports', '2000-01-01T00:00:00.000Z', '2000-01-01T00:00:00.000Z'),
    ('letters', '2000-01-01T00:00:00.000Z', '2000-01-01T00:00:00.000Z'),
    ('messages', '2000-01-01T00:00:00.000Z', '2000-01-01T00:00:00.000Z');
