-- One-time links by which the recipient of a referral answers it.

CREATE TABLE referral_link (
    token_hash BLOB NOT NULL PRIMARY KEY, -- hash of what stands in the link
    case_id TEXT NOT NULL,                -- case of which something was disclosed
    referral INTEGER NOT NULL,            -- number of the referral in the case, from 1
    expires_at TEXT NOT NULL,             -- UTC instant it ends
    state TEXT NOT NULL                   -- open, used or withdrawn
) STRICT;
CREATE INDEX referral_link_by_case ON referral_link (case_id, referral, state);
