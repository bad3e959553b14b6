-- Figures of others to compare oneself with: files of a source, and what stands in them. No person is in them.

CREATE TABLE reference_set (
    id          TEXT NOT NULL PRIMARY KEY, -- rfs_ number
    version     INTEGER NOT NULL,          -- rises by one with each save
    body        TEXT NOT NULL,             -- JSON of the record
    source      TEXT NOT NULL,             -- where its figures come from
    as_of       TEXT NOT NULL,             -- day on which it was taken from the source
    file_digest TEXT NOT NULL,             -- SHA-256 of the file, so that one file is brought in once
    UNIQUE (source, file_digest)
) STRICT;

CREATE TABLE reference_figure (
    set_id  TEXT NOT NULL REFERENCES reference_set (id), -- set it belongs to
    place   TEXT NOT NULL,                               -- country, or country and part
    year    INTEGER NOT NULL,                            -- calendar year
    measure TEXT NOT NULL,                               -- what is counted
    organ   TEXT NOT NULL,                               -- of which organ
    milli   INTEGER,                                     -- count in thousandths; null when the source hides it
    quality TEXT NOT NULL,                               -- reported, imputed or suppressed
    PRIMARY KEY (set_id, place, year, measure, organ)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_figure_by_place ON reference_figure (place, year);
CREATE INDEX reference_figure_by_measure ON reference_figure (measure, organ, year);
