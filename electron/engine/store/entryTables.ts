/**
 * Version 6 of the schema: what stands beside the figures. Members’ quotes, and figures and commitments that others
 * published. `origin` is 0 for what was said here, else the import that brought it in a merge; of one id the latest counts.
 */
export const ENTRIES_V6 = `
  CREATE TABLE entry (
    kind TEXT NOT NULL,         -- quote, reference
    id TEXT NOT NULL,
    origin INTEGER NOT NULL,
    at TEXT NOT NULL,
    said TEXT,                  -- JSON; null where it was removed
    PRIMARY KEY (kind, id, origin)
  ) STRICT, WITHOUT ROWID;
`;
