-- Word to those who received a value that was corrected since, and times on duty.

CREATE TABLE notice (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- ntc_ number
    version    BIGINT NOT NULL,          -- rises by one with each save
    body       TEXT COLLATE "C" NOT NULL,             -- JSON of the record; codes of fields, never their values
    account_id TEXT COLLATE "C",                      -- account that is told; null when a centre is
    centre_id  TEXT COLLATE "C",                      -- centre that is told; null when an account is
    about_id   TEXT COLLATE "C" NOT NULL,             -- record that changed
    state      TEXT COLLATE "C" NOT NULL,             -- open, or known once somebody said so
    raised_at  TEXT COLLATE "C" NOT NULL              -- UTC instant
);
CREATE INDEX notice_by_account ON notice (account_id, state, raised_at);
CREATE INDEX notice_by_centre ON notice (centre_id, state, raised_at);
CREATE INDEX notice_by_about ON notice (about_id, raised_at);

CREATE TABLE duty (
    id        TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- dty_ number
    version   BIGINT NOT NULL,          -- rises by one with each save
    body      TEXT COLLATE "C" NOT NULL,             -- JSON of the record
    centre_id TEXT COLLATE "C",                      -- centre; null for a duty in the whole country
    role      TEXT COLLATE "C" NOT NULL,             -- role on duty
    from_at   TEXT COLLATE "C" NOT NULL,             -- UTC instant it begins
    until_at  TEXT COLLATE "C" NOT NULL,             -- UTC instant it ends
    state     TEXT COLLATE "C" NOT NULL              -- stands or cancelled
);
CREATE INDEX duty_by_place ON duty (role, state, until_at);
CREATE INDEX duty_by_end ON duty (state, until_at);

-- Which version of the blind index's secret a token or digest took, so that secrets can be rotated.
ALTER TABLE blind_token ADD COLUMN key_version BIGINT NOT NULL DEFAULT 1;
CREATE INDEX blind_token_by_version ON blind_token (key_version);
ALTER TABLE import_row ADD COLUMN key_version BIGINT NOT NULL DEFAULT 1;
CREATE INDEX import_row_by_version ON import_row (key_version);
