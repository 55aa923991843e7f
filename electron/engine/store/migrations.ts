import { ENTRIES_V6 } from "./entryTables.ts";
import { RELEASES_V5 } from "./releaseTables.ts";

/** Version 1 left out how an answer was written where that was its option's label. */
const WRITTEN_V1 = `coalesce(answer.written, CASE answer.option WHEN 0 THEN 'Very likely' WHEN 1 THEN 'Likely'
  WHEN 2 THEN 'Neither likely nor unlikely' WHEN 3 THEN 'Unlikely' WHEN 4 THEN 'Very unlikely' WHEN 5 THEN 'Yes'
  WHEN 6 THEN 'No' WHEN 7 THEN 'Don\u2019t know' WHEN 8 THEN 'Not applicable' ELSE '' END)`;

/** SQL function of `campaignFile.ts`: the key of shared/identifiers, which every response has. */
const IDENTITY_KEY_V3 = `coalesce(identity_key(provider_id, location_id, ods_code, parent_name, organisation_name, postcode,
  platform, respondent_id), 'response ' || id)`;

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
  // 3: organisations resolved once an identity, not once a response; registers; what people say of organisations and of
  // conflicts; merged campaigns. `origin` is 0 for what was said here, else the import that brought it in a merge.
  `
  CREATE TABLE identity (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,   -- what a row says by itself of who sent it
    organisation TEXT NOT NULL, -- what that was resolved to
    registered_type INTEGER,    -- the service type of that organisation in the register
    registered_region INTEGER
  ) STRICT;
  CREATE INDEX identity_organisation ON identity(organisation);
  ALTER TABLE response ADD COLUMN identity INTEGER NOT NULL DEFAULT 0;
  CREATE TEMP TABLE keyed AS SELECT id, organisation, ${IDENTITY_KEY_V3} AS key FROM response;
  INSERT INTO identity (key, organisation) SELECT key, max(coalesce(organisation, key)) FROM keyed GROUP BY key;
  UPDATE response SET identity = (SELECT identity.id FROM keyed JOIN identity USING (key) WHERE keyed.id = response.id);
  DROP TABLE keyed;
  ALTER TABLE response DROP COLUMN organisation;
  CREATE INDEX response_identity ON response(identity, month);
  CREATE INDEX response_naming ON response(location_id, parent_name, provider_id, submitted_at) WHERE location_id IS NOT NULL;

  CREATE TABLE register (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES file(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    sheet TEXT,
    kind INTEGER NOT NULL,      -- 0 CQC directory, 1 member list
    as_of TEXT NOT NULL,        -- the day it tells about
    mapping TEXT NOT NULL       -- JSON, by column
  ) STRICT;
  CREATE TABLE register_entry (
    register_id INTEGER NOT NULL REFERENCES register(id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    location_id TEXT,
    provider_id TEXT,
    ods_code TEXT,
    name TEXT,                  -- of the location, or of the member
    provider_name TEXT,
    brand TEXT,
    postcode TEXT,
    local_authority TEXT,
    region INTEGER,
    service_type INTEGER,
    contact TEXT,
    PRIMARY KEY (register_id, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX register_entry_provider ON register_entry(provider_id);
  CREATE INDEX register_entry_location ON register_entry(location_id);
  CREATE TABLE register_set_aside (
    register_id INTEGER NOT NULL REFERENCES register(id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (register_id, row)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE organisation_link (
    a TEXT NOT NULL,            -- keys as in identity, the smaller first
    b TEXT NOT NULL,
    origin INTEGER NOT NULL,
    verdict TEXT NOT NULL,      -- same, different, later
    note TEXT,
    at TEXT NOT NULL,
    PRIMARY KEY (a, b, origin, at)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE suggestion (     -- follows from the rest
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    score REAL NOT NULL,
    reasons TEXT NOT NULL,      -- JSON array, in words
    PRIMARY KEY (a, b)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE preference (     -- a response that stands because a person said so
    fingerprint BLOB NOT NULL,
    origin INTEGER NOT NULL,
    rivals TEXT NOT NULL,       -- JSON array of the fingerprints, in hex, that it was chosen over
    note TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (fingerprint, origin)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE conflict (       -- follows from the rest
    question_set INTEGER NOT NULL,
    month INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    question INTEGER NOT NULL,
    superseded INTEGER NOT NULL,
    standing INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    settled INTEGER NOT NULL,   -- by a person
    impact REAL NOT NULL,
    PRIMARY KEY (question_set, month, organisation, question, superseded)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE decision_3 (
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    wording TEXT NOT NULL, -- as wordings are compared
    origin INTEGER NOT NULL,
    written TEXT NOT NULL, -- as it stood in the file
    value TEXT,            -- null: leave it as it is
    at TEXT NOT NULL,
    PRIMARY KEY (kind, field, wording, origin, at)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO decision_3 SELECT kind, field, wording, 0, written, value, at FROM decision;
  DROP TABLE decision;
  ALTER TABLE decision_3 RENAME TO decision;
  -- Everything is consolidated anew the next time, as what follows from the rest is not here yet.
  INSERT INTO meta (key, value) SELECT 'registers', 'none yet' FROM response LIMIT 1;
  CREATE TABLE merge (
    import_id INTEGER PRIMARY KEY REFERENCES import(id) ON DELETE CASCADE,
    name TEXT NOT NULL,          -- of the file that was merged
    secret_before TEXT NOT NULL, -- the campaign's own, for undoing
    secret TEXT NOT NULL,        -- that of the file
    question_sets TEXT NOT NULL  -- JSON array: codes of those it brought
  ) STRICT;
  ALTER TABLE issue ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;
  `,
  // 4: where rows say their senders are. By row, as two rows that hold one response may name its place otherwise.
  `
  CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    local_authority TEXT NOT NULL, -- today's council, else as it is written; empty where a row names none
    icb TEXT NOT NULL,             -- the integrated care board as it is written; empty where a row names none
    UNIQUE (local_authority, icb)
  ) STRICT;
  ALTER TABLE source_row ADD COLUMN place INTEGER;
  `,
  RELEASES_V5,
  ENTRIES_V6,
];

/** Marks a SQLite file as a Bellwether campaign: "Bell" in ASCII. */
export const APPLICATION_ID = 0x42656c6c;
