-- Lists in pages, and what a list showed.

CREATE INDEX centre_by_public_name ON centre (kind, public_name, id);

CREATE TABLE access_shown (
    record_id TEXT NOT NULL, -- record whose name a list showed
    line_id   TEXT NOT NULL, -- access line of that reading
    PRIMARY KEY (record_id, line_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_shown_by_line ON access_shown (line_id);
CREATE TRIGGER access_shown_keeps_update BEFORE UPDATE ON access_shown BEGIN SELECT RAISE(ABORT, 'append only: access_shown'); END;
CREATE TRIGGER access_shown_keeps_delete BEFORE DELETE ON access_shown BEGIN SELECT RAISE(ABORT, 'append only: access_shown'); END;
