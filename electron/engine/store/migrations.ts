/**
 * The schema of a campaign file, one entry a version, append-only: an entry that has been released is never edited.
 * Months are year x 12 + (month - 1); questions, options, service types and regions are indexes into shared/vocabulary.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE import (id INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT;
  CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX file_import ON file(import_id);
  CREATE TABLE sheet (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES file(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT,
    source INTEGER NOT NULL,
    platform TEXT,
    month INTEGER NOT NULL,
    mapping TEXT NOT NULL
  ) STRICT;
  CREATE INDEX sheet_file ON sheet(file_id);

  CREATE TABLE response (
    id INTEGER PRIMARY KEY,
    fingerprint BLOB NOT NULL UNIQUE,
    source INTEGER NOT NULL,
    platform TEXT,
    month INTEGER NOT NULL,
    submitted_at TEXT,
    provider_id TEXT,
    location_id TEXT,
    ods_code TEXT,
    parent_name TEXT,
    organisation_name TEXT,
    location_name TEXT,
    postcode TEXT,
    respondent_id TEXT,
    service_type_answer INTEGER,
    service_type_written TEXT,
    service_type_source INTEGER,
    region INTEGER,
    organisation TEXT
  ) STRICT;
  CREATE INDEX response_month ON response(month);
  CREATE TABLE answer (
    response_id INTEGER NOT NULL REFERENCES response(id) ON DELETE CASCADE,
    question INTEGER NOT NULL,
    option INTEGER NOT NULL,
    written TEXT, -- the cell as it was written; null where that is the option's own label
    PRIMARY KEY (response_id, question)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE source_row (
    sheet_id INTEGER NOT NULL REFERENCES sheet(id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    fate INTEGER NOT NULL,
    response_id INTEGER REFERENCES response(id),
    reason TEXT,
    PRIMARY KEY (sheet_id, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX source_row_response ON source_row(response_id) WHERE response_id IS NOT NULL;
  CREATE TABLE issue (
    sheet_id INTEGER NOT NULL REFERENCES sheet(id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    written TEXT NOT NULL,
    PRIMARY KEY (sheet_id, row, kind, field)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE standing (
    unit INTEGER NOT NULL,
    month INTEGER NOT NULL,
    member TEXT NOT NULL,
    organisation TEXT NOT NULL,
    response_id INTEGER NOT NULL,
    service_type INTEGER NOT NULL,
    region INTEGER NOT NULL,
    PRIMARY KEY (unit, month, member)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE rollup (
    unit INTEGER NOT NULL,
    month INTEGER NOT NULL,
    question INTEGER NOT NULL,
    service_type INTEGER NOT NULL,
    region INTEGER NOT NULL,
    option INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (unit, question, month, service_type, option, region)
  ) STRICT, WITHOUT ROWID;
  `,
];

/** Marks a SQLite file as a Bellwether campaign: "Bell" in ASCII. */
export const APPLICATION_ID = 0x42656c6c;
