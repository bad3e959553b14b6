-- Donations and transplantations that were rejected. Who the two people are is sealed, and found again by keyed tokens only.

CREATE TABLE rejection (
    id TEXT NOT NULL PRIMARY KEY, -- rej_ number
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record; who the two people are is sealed in it
    stage TEXT NOT NULL, -- step at which it was rejected
    ground TEXT NOT NULL, -- code of the ground on which it was rejected
    decided_on TEXT NOT NULL, -- civil day of the no
    kept_by TEXT, -- centre in whose name it was written down; null for a body of the country
    recorded_at TEXT NOT NULL -- UTC instant at which it was written down
) STRICT;
CREATE INDEX rejection_by_decided ON rejection (decided_on, id);
CREATE INDEX rejection_by_kept ON rejection (kept_by, decided_on);

-- Guidelines of professional bodies, with all their editions. Public.

CREATE TABLE guideline (
    id TEXT NOT NULL PRIMARY KEY, -- gdl_ number
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record
    state TEXT NOT NULL, -- published, or withdrawn by its body
    title TEXT NOT NULL -- title of the latest edition
) STRICT;
CREATE INDEX guideline_by_title ON guideline (title, id);
