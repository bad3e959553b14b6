-- Emergency accesses: one record of another centre, opened for some hours and reviewed afterwards.

CREATE TABLE emergency_access (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- emg_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record; why in words is sealed in it
    account_id TEXT COLLATE "C" NOT NULL, -- acc_ number of whoever opened it
    role TEXT COLLATE "C" NOT NULL, -- role in which it reads
    centre_id TEXT COLLATE "C" NOT NULL, -- cen_ number in whose name it was opened
    about_id TEXT COLLATE "C" NOT NULL, -- number of the pair, donor or recipient that it opens
    opened_at TEXT COLLATE "C" NOT NULL, -- UTC instant at which it was opened
    until_at TEXT COLLATE "C" NOT NULL, -- UTC instant at which it ends or ended
    review_due_at TEXT COLLATE "C" NOT NULL, -- UTC instant by which it is to be reviewed
    reviewed_at TEXT COLLATE "C", -- UTC instant of its review; null until then
    finding TEXT COLLATE "C" -- what the review found; null until then
);
CREATE INDEX emergency_access_by_account ON emergency_access (account_id, until_at);
CREATE INDEX emergency_access_by_reviewed ON emergency_access (reviewed_at, opened_at);
CREATE INDEX emergency_access_by_opened ON emergency_access (opened_at);

-- Which emergency access opened the way to what was shown.

ALTER TABLE access_line ADD COLUMN emergency_id TEXT COLLATE "C"; -- emg_ number; null where none was needed
CREATE INDEX access_line_by_emergency ON access_line (emergency_id, at) WHERE emergency_id IS NOT NULL;
