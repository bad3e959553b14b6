-- Lists in pages, and what a list showed.

CREATE INDEX centre_by_public_name ON centre (kind, public_name, id);

CREATE TABLE access_shown (
    record_id TEXT COLLATE "C" NOT NULL, -- record whose name a list showed
    line_id   TEXT COLLATE "C" NOT NULL, -- access line of that reading
    PRIMARY KEY (record_id, line_id)
);
CREATE INDEX access_shown_by_line ON access_shown (line_id);
CREATE TRIGGER access_shown_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON access_shown FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON access_shown FROM PUBLIC, CURRENT_USER;
