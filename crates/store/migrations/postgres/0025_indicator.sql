-- Signs of trafficking around pairs. To which pair a file belongs is sealed, and found again by a keyed token only.

CREATE TABLE sign_file (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- sgn_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record
    waiting BIGINT NOT NULL, -- hits that wait for an answer
    opened_at TEXT COLLATE "C" NOT NULL -- UTC instant at which the file was opened
);
CREATE INDEX sign_file_by_waiting ON sign_file (waiting, opened_at);
