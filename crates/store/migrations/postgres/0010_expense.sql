-- Living donors' expenses and payments around donations. What something was for, who was paid and what stands on a
-- receipt is sealed; amounts, categories and days stand in the clear, by pseudonym.

CREATE TABLE expense_claim (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- clm_ number
    version BIGINT NOT NULL,                  -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL,           -- JSON of the record
    pair_id TEXT COLLATE "C" NOT NULL,        -- pair the expenses belong to
    centre_id TEXT COLLATE "C" NOT NULL,      -- centre that looks after the donor
    opened_at TEXT COLLATE "C" NOT NULL       -- UTC instant it was opened
);
CREATE INDEX expense_claim_by_pair ON expense_claim (pair_id, opened_at);
CREATE INDEX expense_claim_by_centre ON expense_claim (centre_id, opened_at);
CREATE INDEX expense_claim_by_time ON expense_claim (opened_at, id);

CREATE TABLE expense (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- exp_ number
    version BIGINT NOT NULL,                  -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL,           -- JSON of the record
    claim_id TEXT COLLATE "C" NOT NULL,       -- claim it belongs to
    pair_id TEXT COLLATE "C" NOT NULL,        -- pair it belongs to
    centre_id TEXT COLLATE "C" NOT NULL,      -- centre that looks after the donor
    category TEXT COLLATE "C" NOT NULL,       -- code of the category
    incurred_on TEXT COLLATE "C" NOT NULL,    -- first day, ISO 8601
    minor BIGINT NOT NULL,                    -- claimed amount in minor units of its currency
    currency TEXT COLLATE "C" NOT NULL,       -- currency of the claimed amount, ISO 4217
    accepted_minor BIGINT,                    -- accepted amount in minor units of the country; null while nothing is accepted
    state TEXT COLLATE "C" NOT NULL,          -- claimed, accepted, refused or withdrawn
    claimed_at TEXT COLLATE "C" NOT NULL      -- UTC instant it was written down
);
CREATE INDEX expense_by_claim ON expense (claim_id, claimed_at, id);
CREATE INDEX expense_by_pair ON expense (pair_id, claimed_at, id);
CREATE INDEX expense_by_day ON expense (incurred_on, category, minor);
CREATE INDEX expense_by_state ON expense (state, claimed_at, id);

CREATE TABLE expense_payment (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- pay_ number
    version BIGINT NOT NULL,                  -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL,           -- JSON of the record
    claim_id TEXT COLLATE "C",                -- claim that is paid; null where none is
    pair_id TEXT COLLATE "C",                 -- pair it concerns; null where it concerns none
    centre_id TEXT COLLATE "C" NOT NULL,      -- centre concerned
    minor BIGINT NOT NULL,                    -- amount in minor units of its currency
    state TEXT COLLATE "C" NOT NULL,          -- planned, made or cancelled
    recorded_at TEXT COLLATE "C" NOT NULL     -- UTC instant it was written down
);
CREATE INDEX expense_payment_by_claim ON expense_payment (claim_id, recorded_at);
CREATE INDEX expense_payment_by_pair ON expense_payment (pair_id, recorded_at);
CREATE INDEX expense_payment_by_time ON expense_payment (recorded_at, id);
