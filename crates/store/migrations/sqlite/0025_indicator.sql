-- Signs of trafficking around pairs. To which pair a file belongs is sealed, and found again by a keyed token only.

CREATE TABLE sign_file (
    id TEXT NOT NULL PRIMARY KEY, -- sgn_ number
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record
    waiting INTEGER NOT NULL, -- hits that wait for an answer
    opened_at TEXT NOT NULL -- UTC instant at which the file was opened
) STRICT;
CREATE INDEX sign_file_by_waiting ON sign_file (waiting, opened_at);
