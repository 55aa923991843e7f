/**
 * Version 5 of the schema: releases. What was released, and what it froze, is known to the world: no statement takes it
 * away again.
 */
export const RELEASES_V5 = `
  CREATE TABLE release (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,        -- prepared, signed-off, released, withdrawn
    title TEXT NOT NULL,
    month INTEGER NOT NULL,     -- that leads it
    composed_by TEXT NOT NULL,
    composed_at TEXT NOT NULL,
    signed_off_by TEXT,
    signed_off_at TEXT,
    released_at TEXT,
    withdrawn TEXT,             -- JSON: by, at, reason
    record TEXT NOT NULL,       -- JSON: all else of it
    steps TEXT NOT NULL,        -- JSON array: what was done when, by whom
    certificate TEXT NOT NULL,
    collections TEXT            -- JSON array of those it will freeze; null once it has
  ) STRICT;
  CREATE TABLE release_file (
    release_id INTEGER NOT NULL REFERENCES release(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (release_id, name)
  ) STRICT;
  CREATE TABLE frozen (
    question_set TEXT NOT NULL, -- its code
    month INTEGER NOT NULL,
    release TEXT NOT NULL REFERENCES release(code),
    collection TEXT NOT NULL,   -- JSON
    PRIMARY KEY (question_set, month, release)
  ) STRICT;
  CREATE TRIGGER frozen_stays BEFORE DELETE ON frozen BEGIN SELECT RAISE(ABORT, 'A frozen collection stays'); END;
  CREATE TRIGGER frozen_same BEFORE UPDATE ON frozen BEGIN SELECT RAISE(ABORT, 'A frozen collection stays as it is'); END;
  CREATE TRIGGER release_stays BEFORE DELETE ON release WHEN OLD.released_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'A release stays'); END;
  CREATE TRIGGER release_file_stays BEFORE DELETE ON release_file
  WHEN (SELECT released_at FROM release WHERE id = OLD.release_id) IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'The files of a release stay'); END;
  CREATE TRIGGER release_file_same BEFORE UPDATE ON release_file
  BEGIN SELECT RAISE(ABORT, 'The files of a release stay as they are'); END;
`;
