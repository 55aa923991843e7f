/** Version 1 left out how an answer was written where that was its option's label. */
const WRITTEN_V1 = `coalesce(answer.written, CASE answer.option WHEN 0 THEN 'Very likely' WHEN 1 THEN 'Likely'
  WHEN 2 THEN 'Neither likely nor unlikely' WHEN 3 THEN 'Unlikely' WHEN 4 THEN 'Very unlikely' WHEN 5 THEN 'Yes'
  WHEN 6 THEN 'No' WHEN 7 THEN 'Don\u2019t know' WHEN 8 THEN 'Not applicable' ELSE '' END)`;

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
  // 2: question sets of the user's own; one entry a wording instead of one an answer; decisions on wordings.
  `
  CREATE TABLE question_set (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, definition TEXT NOT NULL) STRICT;
  CREATE TABLE question (
    id INTEGER PRIMARY KEY, -- 0 to 99 are the hand-back questions of shared/vocabulary
    question_set INTEGER NOT NULL REFERENCES question_set(id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    UNIQUE (question_set, code)
  ) STRICT;

  CREATE TABLE wording (
    id INTEGER PRIMARY KEY,
    question INTEGER NOT NULL,
    written TEXT NOT NULL,
    coded INTEGER NOT NULL,  -- what the scale's own wordings make of it
    option INTEGER NOT NULL, -- the same, or what a person decided
    UNIQUE (question, written, coded)
  ) STRICT;
  ALTER TABLE response ADD COLUMN answers TEXT NOT NULL DEFAULT '[]'; -- JSON array of wording ids, by question
  ALTER TABLE response ADD COLUMN question_set INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sheet ADD COLUMN question_set INTEGER NOT NULL DEFAULT 0;
  INSERT INTO wording (question, written, coded, option) SELECT DISTINCT question, ${WRITTEN_V1}, option, option FROM answer;
  UPDATE response SET answers = (
    SELECT json_group_array(wording.id ORDER BY wording.question) FROM answer
    JOIN wording ON wording.question = answer.question AND wording.written = ${WRITTEN_V1} AND wording.coded = answer.option
    WHERE answer.response_id = response.id
  );
  DROP TABLE answer;

  CREATE TABLE decision (
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    wording TEXT NOT NULL, -- as wordings are compared
    written TEXT NOT NULL, -- as it stood in the file
    value TEXT,            -- null: leave it as it is
    at TEXT NOT NULL,
    PRIMARY KEY (kind, field, wording)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE standing_2 (
    unit INTEGER NOT NULL,
    question_set INTEGER NOT NULL,
    month INTEGER NOT NULL,
    member TEXT NOT NULL,
    organisation TEXT NOT NULL,
    response_id INTEGER NOT NULL,
    service_type INTEGER NOT NULL,
    region INTEGER NOT NULL,
    PRIMARY KEY (unit, question_set, month, member)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO standing_2 SELECT unit, 0, month, member, organisation, response_id, service_type, region FROM standing;
  DROP TABLE standing;
  ALTER TABLE standing_2 RENAME TO standing;
  `,
];

/** Marks a SQLite file as a Bellwether campaign: "Bell" in ASCII. */
export const APPLICATION_ID = 0x42656c6c;
