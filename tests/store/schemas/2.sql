-- Schema 2 as a store of that time has it; statements end with ";;". Never change this file.
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
)
;;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name")
;;
CREATE TABLE feeds (
  feed TEXT PRIMARY KEY, url TEXT NOT NULL, etag TEXT, last_modified TEXT, body_hash TEXT,
  checked_at TEXT, due_at TEXT, whole_at TEXT, baseline_at TEXT, new_at TEXT, failing_since TEXT,
  failures INTEGER NOT NULL, error TEXT, moved_to TEXT, ttl_seconds INTEGER
, shape TEXT) STRICT, WITHOUT ROWID
;;
CREATE TABLE items (
  id INTEGER PRIMARY KEY, item TEXT NOT NULL UNIQUE, feed TEXT NOT NULL, guid TEXT, url TEXT,
  title TEXT NOT NULL, outlet TEXT NOT NULL, entry_hash TEXT NOT NULL,
  first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL,
  revisions INTEGER NOT NULL -- the number of the latest one
) STRICT
;;
CREATE INDEX items_guid ON items (feed, guid)
;;
CREATE INDEX items_url ON items (feed, url)
;;
CREATE INDEX items_entry_hash ON items (feed, entry_hash)
;;
CREATE INDEX items_first_seen ON items (first_seen_at)
;;
CREATE TABLE revisions (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL REFERENCES items (item),
  number INTEGER NOT NULL, feed TEXT NOT NULL, outlet TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  seen_at TEXT NOT NULL, cause TEXT NOT NULL, guid TEXT, url TEXT, published TEXT, updated TEXT, language TEXT,
  hash TEXT NOT NULL, entry_hash TEXT NOT NULL, cosmetic INTEGER NOT NULL,
  marks TEXT NOT NULL, -- [[kind, start, end], ...]
  agencies TEXT NOT NULL, -- ["dpa", ...]
  UNIQUE (item, number)
) STRICT
;;
CREATE TABLE pending (sequence INTEGER PRIMARY KEY REFERENCES revisions (sequence)) STRICT
;;
CREATE TABLE analyzed (
  sequence INTEGER PRIMARY KEY REFERENCES revisions (sequence), version TEXT NOT NULL
) STRICT
;;
CREATE TABLE positions (
  position INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, cause TEXT NOT NULL, at TEXT NOT NULL
) STRICT
;;
CREATE TABLE topics (name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) STRICT, WITHOUT ROWID
;;
CREATE TABLE parked (
  unit TEXT PRIMARY KEY, sentence TEXT NOT NULL, traceback TEXT NOT NULL,
  first_at TEXT NOT NULL, last_at TEXT NOT NULL, times INTEGER NOT NULL
) STRICT, WITHOUT ROWID
;;
CREATE TABLE verdicts (
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, claim TEXT NOT NULL, other TEXT, at TEXT NOT NULL
) STRICT
;;
CREATE TABLE matches (
  position INTEGER PRIMARY KEY REFERENCES positions (position), topic TEXT NOT NULL, item TEXT NOT NULL,
  revision INTEGER NOT NULL, spans TEXT NOT NULL, at TEXT NOT NULL, cause TEXT NOT NULL,
  UNIQUE (topic, item, revision)
) STRICT
;;
CREATE INDEX matches_at ON matches (at)
;;
CREATE TABLE traces (
  topic TEXT NOT NULL, item TEXT NOT NULL, revision INTEGER NOT NULL, seen_at TEXT NOT NULL,
  origin TEXT NOT NULL, agencies TEXT NOT NULL, shingles BLOB NOT NULL, -- signed 64-bit integers
  PRIMARY KEY (topic, item, revision)
) STRICT
;;
CREATE INDEX traces_seen ON traces (topic, seen_at)
;;
CREATE TABLE mentions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, item TEXT NOT NULL, revision INTEGER NOT NULL,
  ordinal INTEGER NOT NULL, seen_at TEXT NOT NULL,
  evidence TEXT NOT NULL, -- JSON, see store.evidence
  UNIQUE (topic, item, revision, ordinal)
) STRICT
;;
CREATE TABLE claims (
  number INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, id TEXT NOT NULL,
  first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL,
  UNIQUE (topic, id)
) STRICT
;;
CREATE INDEX claims_id ON claims (id)
;;
CREATE TABLE mention_claims (
  claim INTEGER NOT NULL REFERENCES claims (number) ON DELETE CASCADE,
  seen_at TEXT NOT NULL,
  mention INTEGER NOT NULL REFERENCES mentions (id) ON DELETE CASCADE,
  proposition INTEGER NOT NULL,
  PRIMARY KEY (claim, seen_at, mention, proposition)
) STRICT, WITHOUT ROWID
;;
CREATE INDEX mention_claims_mention ON mention_claims (mention)
;;
CREATE TABLE terms (
  number INTEGER PRIMARY KEY, topic TEXT NOT NULL, term TEXT NOT NULL, claims INTEGER NOT NULL DEFAULT 0,
  UNIQUE (topic, term)
) STRICT
;;
CREATE TABLE claim_terms (
  term INTEGER NOT NULL REFERENCES terms (number),
  claim INTEGER NOT NULL REFERENCES claims (number) ON DELETE CASCADE,
  PRIMARY KEY (term, claim)
) STRICT, WITHOUT ROWID
;;
CREATE INDEX claim_terms_claim ON claim_terms (claim)
;;
CREATE TABLE changes (
  position INTEGER PRIMARY KEY REFERENCES positions (position), topic TEXT NOT NULL, claim TEXT NOT NULL,
  type TEXT NOT NULL, axis TEXT NOT NULL, cause TEXT NOT NULL, at TEXT NOT NULL, item TEXT NOT NULL,
  revision INTEGER NOT NULL, before TEXT, after TEXT, reason TEXT NOT NULL,
  origins INTEGER NOT NULL, mentions INTEGER NOT NULL
) STRICT
;;
CREATE INDEX changes_revision ON changes (topic, item, revision)
;;
CREATE INDEX changes_at ON changes (at)
;;
CREATE INDEX changes_claim ON changes (claim)
;;
CREATE TABLE cursors (
  id INTEGER PRIMARY KEY AUTOINCREMENT, list TEXT NOT NULL, position INTEGER NOT NULL, at TEXT
) STRICT
;;
CREATE INDEX cursors_list ON cursors (list, position)
;;
CREATE TABLE digests (
  list TEXT NOT NULL, date TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'quiet', 'merged')),
  PRIMARY KEY (list, date)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE messages (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, list TEXT NOT NULL,
  channel TEXT NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL,
  message_id TEXT NOT NULL, at TEXT NOT NULL, date TEXT,
  headers TEXT NOT NULL, -- [[name, value], ...]
  attachments TEXT NOT NULL -- [[cid, content type, base64], ...]
) STRICT
;;
CREATE VIRTUAL TABLE item_words USING fts5 (title, text, tokenize = "unicode61 remove_diacritics 2")
;;
CREATE VIRTUAL TABLE claim_words USING fts5 (statement, tokenize = "unicode61 remove_diacritics 2")
;;
CREATE TABLE indexed (what TEXT PRIMARY KEY, mark INTEGER NOT NULL) STRICT, WITHOUT ROWID
;;
CREATE TABLE "deliveries" (
  key TEXT PRIMARY KEY REFERENCES messages (key),
  state TEXT NOT NULL
    CHECK (state IN ('queued', 'sending', 'transit', 'sent', 'refused', 'held', 'suspended')),
  attempts INTEGER NOT NULL, due_at TEXT NOT NULL, sent_at TEXT, in_doubt INTEGER NOT NULL, error TEXT
) STRICT, WITHOUT ROWID
;;
CREATE INDEX deliveries_due ON deliveries (state, due_at)
;;
CREATE INDEX messages_recipient ON messages (channel, recipient)
;;
CREATE TRIGGER claim_terms_added AFTER INSERT ON claim_terms
BEGIN UPDATE terms SET claims = claims + 1 WHERE number = NEW.term; END
;;
CREATE TRIGGER claim_terms_removed AFTER DELETE ON claim_terms
BEGIN UPDATE terms SET claims = claims - 1 WHERE number = OLD.term; END
;;
CREATE TRIGGER cursors_go_on BEFORE INSERT ON cursors
WHEN NEW.position < (SELECT max(position) FROM cursors WHERE list = NEW.list)
BEGIN SELECT RAISE(ABORT, 'a cursor never goes back'); END
;;
CREATE TRIGGER revisions_no_update BEFORE UPDATE ON revisions BEGIN SELECT RAISE(ABORT, 'revisions are append only'); END
;;
CREATE TRIGGER revisions_no_delete BEFORE DELETE ON revisions BEGIN SELECT RAISE(ABORT, 'revisions are append only'); END
;;
CREATE TRIGGER positions_no_update BEFORE UPDATE ON positions BEGIN SELECT RAISE(ABORT, 'positions are append only'); END
;;
CREATE TRIGGER positions_no_delete BEFORE DELETE ON positions BEGIN SELECT RAISE(ABORT, 'positions are append only'); END
;;
CREATE TRIGGER cursors_no_update BEFORE UPDATE ON cursors BEGIN SELECT RAISE(ABORT, 'cursors are append only'); END
;;
CREATE TRIGGER cursors_no_delete BEFORE DELETE ON cursors BEGIN SELECT RAISE(ABORT, 'cursors are append only'); END
;;
CREATE TRIGGER messages_no_update BEFORE UPDATE ON messages BEGIN SELECT RAISE(ABORT, 'messages are append only'); END
;;
CREATE TRIGGER messages_no_delete BEFORE DELETE ON messages BEGIN SELECT RAISE(ABORT, 'messages are append only'); END
;;
CREATE TRIGGER verdicts_no_update BEFORE UPDATE ON verdicts BEGIN SELECT RAISE(ABORT, 'verdicts are append only'); END
;;
CREATE TRIGGER verdicts_no_delete BEFORE DELETE ON verdicts BEGIN SELECT RAISE(ABORT, 'verdicts are append only'); END
;;
INSERT INTO _sqlite_migrations VALUES (1, 'watcher', 'm001_first', '2026-11-22T06:00:00+00:00')
;;
INSERT INTO _sqlite_migrations VALUES (2, 'watcher', 'm002_held_and_suspended', '2026-11-22T06:00:00+00:00')
;;
INSERT INTO indexed VALUES ('claims', 0)
;;
INSERT INTO indexed VALUES ('revisions', 0)
;;
INSERT INTO feeds VALUES ('blatt', 'https://blatt.example/feed', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL)
;;
INSERT INTO items VALUES (1, 'blatt/1', 'blatt', '1', 'https://blatt.example/1', 'Pegel steigt', 'Blatt', 'e', '2026-11-21T07:00:00.000000Z', '2026-11-21T07:00:00.000000Z', 1)
;;
INSERT INTO revisions VALUES (1, 'blatt/1', 1, 'blatt', 'Blatt', 'Pegel steigt', 'Der Pegel steigt.', '2026-11-21T07:00:00.000000Z', 'live', '1', 'https://blatt.example/1', NULL, NULL, 'de', 'h', 'e', 0, '[]', '[]')
;;
INSERT INTO pending VALUES (1)
;;
INSERT INTO messages VALUES (1, 'k1', 'morgen', 'mail', 'desk@example.org', 'Pegel', 'Der Pegel steigt.', '', '<k1@x>', '2026-11-21T07:00:00.000000Z', '2026-11-21', '[]', '[]')
;;
INSERT INTO messages VALUES (2, 'k2', 'morgen', 'mail', 'desk@example.org', 'Pegel', 'Der Pegel steigt.', '', '<k2@x>', '2026-11-22T07:00:00.000000Z', '2026-11-22', '[]', '[]')
;;
INSERT INTO deliveries VALUES ('k1', 'sent', 1, '2026-11-21T07:00:00.000000Z', '2026-11-21T07:00:01.000000Z', 0, NULL)
;;
INSERT INTO deliveries VALUES ('k2', 'transit', 2, '2026-11-22T07:00:00.000000Z', NULL, 1, '451 later')
