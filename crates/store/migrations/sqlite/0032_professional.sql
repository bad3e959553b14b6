-- Licences of professionals: whose each is, between which days, and what was done to it. Body, number and reasons are sealed.

CREATE TABLE professional_licence (
    id TEXT NOT NULL PRIMARY KEY, -- lpr_ number
    version INTEGER NOT NULL, -- rises by one with each save
    body TEXT NOT NULL, -- JSON of the record; who gave it, its number and every reason are sealed in it
    account_id TEXT NOT NULL, -- account of the professional
    valid_from_on TEXT NOT NULL, -- first civil day
    valid_to_on TEXT -- last civil day; null where it does not end
) STRICT;
CREATE INDEX professional_licence_by_account ON professional_licence (account_id, valid_from_on);
