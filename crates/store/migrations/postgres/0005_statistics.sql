-- Figures of others to compare oneself with: files of a source, and what stands in them. No person is in them.

CREATE TABLE reference_set (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- rfs_ number
    version     BIGINT NOT NULL,                       -- rises by one with each save
    body        TEXT COLLATE "C" NOT NULL,             -- JSON of the record
    source      TEXT COLLATE "C" NOT NULL,             -- where its figures come from
    as_of       TEXT COLLATE "C" NOT NULL,             -- day on which it was taken from the source
    file_digest TEXT COLLATE "C" NOT NULL,             -- SHA-256 of the file, so that one file is brought in once
    UNIQUE (source, file_digest)
);

CREATE TABLE reference_figure (
    set_id  TEXT COLLATE "C" NOT NULL REFERENCES reference_set (id), -- set it belongs to
    place   TEXT COLLATE "C" NOT NULL,                               -- country, or country and part
    year    BIGINT NOT NULL,                                         -- calendar year
    measure TEXT COLLATE "C" NOT NULL,                               -- what is counted
    organ   TEXT COLLATE "C" NOT NULL,                               -- of which organ
    milli   BIGINT,                                                  -- count in thousandths; null when the source hides it
    quality TEXT COLLATE "C" NOT NULL,                               -- reported, imputed or suppressed
    PRIMARY KEY (set_id, place, year, measure, organ)
);
CREATE INDEX reference_figure_by_place ON reference_figure (place, year);
CREATE INDEX reference_figure_by_measure ON reference_figure (measure, organ, year);
