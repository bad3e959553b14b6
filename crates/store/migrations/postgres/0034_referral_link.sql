-- One-time links by which the recipient of a referral answers it.

CREATE TABLE referral_link (
    token_hash BYTEA NOT NULL PRIMARY KEY, -- hash of what stands in the link
    case_id TEXT COLLATE "C" NOT NULL,     -- case of which something was disclosed
    referral BIGINT NOT NULL,              -- number of the referral in the case, from 1
    expires_at TEXT COLLATE "C" NOT NULL,  -- UTC instant it ends
    state TEXT COLLATE "C" NOT NULL        -- open, used or withdrawn
);
CREATE INDEX referral_link_by_case ON referral_link (case_id, referral, state);
