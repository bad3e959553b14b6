-- Protected people. What is planned and written about them is sealed; who they are stands nowhere but as ciphertext for two custodians.
CREATE TABLE protected_person (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- prt_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record
    worker_id TEXT COLLATE "C" NOT NULL, -- account that looks after the person
    organisation_id TEXT COLLATE "C", -- organisation that took the person in; null for a case worker of the country
    status TEXT COLLATE "C" NOT NULL, -- status that counts, or is presumed
    alarms BIGINT NOT NULL, -- alarms that nobody has answered
    shared_with TEXT COLLATE "C" NOT NULL, -- organisations with a consent that was not taken back, between blanks
    code_hash TEXT COLLATE "C", -- hash of the code with which the person reads; null where none was given
    taken_in_at TEXT COLLATE "C" NOT NULL -- UTC instant at which the person was taken in
);
CREATE INDEX protected_person_by_worker ON protected_person (worker_id);
CREATE INDEX protected_person_by_organisation ON protected_person (organisation_id, taken_in_at);
CREATE INDEX protected_person_by_code_hash ON protected_person (code_hash);
CREATE INDEX protected_person_by_alarms ON protected_person (alarms, taken_in_at);

-- Custodians of identities. Their codes are kept nowhere.
CREATE TABLE custodian (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- cst_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record
    account_id TEXT COLLATE "C" NOT NULL, -- whose it is
    state TEXT COLLATE "C" NOT NULL -- current or ended
);
CREATE INDEX custodian_by_account ON custodian (account_id);

-- Openings of an identity by two custodians.
CREATE TABLE identity_opening (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- opn_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record
    person_id TEXT COLLATE "C" NOT NULL, -- protected person
    state TEXT COLLATE "C" NOT NULL, -- asked, agreed or opened
    lapses_at TEXT COLLATE "C" NOT NULL -- UTC instant from which nobody agrees or reads any more
);
CREATE INDEX identity_opening_by_person ON identity_opening (person_id);

-- What the custodian who agreed took the outer seal off: of use to the one who asked alone, and removed when the opening lapses.
CREATE TABLE identity_half (
    opening_id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- opn_ number
    half TEXT COLLATE "C" NOT NULL, -- inner seal, hex
    lapses_at TEXT COLLATE "C" NOT NULL -- UTC instant from which it is removed
);
CREATE INDEX identity_half_by_lapses_at ON identity_half (lapses_at);

-- Public directory of organisations that support victims.
CREATE TABLE support_service (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- svc_ number
    version BIGINT NOT NULL, -- rises by one with each save
    body TEXT COLLATE "C" NOT NULL, -- JSON of the record
    organisation_id TEXT COLLATE "C" NOT NULL, -- organisation
    public_name TEXT COLLATE "C" NOT NULL, -- name by which it is listed
    state TEXT COLLATE "C" NOT NULL -- listed or ended
);
CREATE INDEX support_service_by_public_name ON support_service (public_name);
