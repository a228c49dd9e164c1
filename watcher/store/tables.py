"""The tables as each migration made them; what is released is never changed."""

from __future__ import annotations

FACTS = """
CREATE TABLE feeds (
  feed TEXT PRIMARY KEY, url TEXT NOT NULL, etag TEXT, last_modified TEXT, body_hash TEXT,
  checked_at TEXT, due_at TEXT, whole_at TEXT, baseline_at TEXT, new_at TEXT, failing_since TEXT,
  failures INTEGER NOT NULL, error TEXT, moved_to TEXT, ttl_seconds INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE items (
  id INTEGER PRIMARY KEY, item TEXT NOT NULL UNIQUE, feed TEXT NOT NULL, guid TEXT, url TEXT,
  title TEXT NOT NULL, outlet TEXT NOT NULL, entry_hash TEXT NOT NULL,
  first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL,
  revisions INTEGER NOT NULL -- the number of the latest one
) STRICT;

CREATE INDEX items_guid ON items (feed, guid);

CREATE INDEX items_url ON items (feed, url);

CREATE INDEX items_entry_hash ON items (feed, entry_hash);

CREATE INDEX items_first_seen ON items (first_seen_at);

CREATE TABLE revisions (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL REFERENCES items (item),
  number INTEGER NOT NULL, feed TEXT NOT NULL, outlet TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  seen_at TEXT NOT NULL, cause TEXT NOT NULL, guid TEXT, url TEXT, published TEXT, updated TEXT, language TEXT,
  hash TEXT NOT NULL, entry_hash TEXT NOT NULL, cosmetic INTEGER NOT NULL,
  marks TEXT NOT NULL, -- [[kind, start, end], ...]
  agencies TEXT NOT NULL, -- ["dpa", ...]
  UNIQUE (item, number)
) STRICT;

CREATE TABLE pending (sequence INTEGER PRIMARY KEY REFERENCES revisions (sequence)) STRICT;

CREATE TABLE analyzed (
  sequence INTEGER PRIMARY KEY REFERENCES revisions (sequence), version TEXT NOT NULL
) STRICT;

CREATE TABLE positions (
  position INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, cause TEXT NOT NULL, at TEXT NOT NULL
) STRICT;

CREATE TABLE topics (name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE parked (
  unit TEXT PRIMARY KEY, sentence TEXT NOT NULL, traceback TEXT NOT NULL,
  first_at TEXT NOT NULL, last_at TEXT NOT NULL, times INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE verdicts (
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, claim TEXT NOT NULL, other TEXT, at TEXT NOT NULL
) STRICT;
"""

FINDINGS = """
CREATE TABLE matches (
  position INTEGER PRIMARY KEY REFERENCES positions (position), topic TEXT NOT NULL, item TEXT NOT NULL,
  revision INTEGER NOT NULL, spans TEXT NOT NULL, at TEXT NOT NULL, cause TEXT NOT NULL,
  UNIQUE (topic, item, revision)
) STRICT;

CREATE INDEX matches_at ON matches (at);

CREATE TABLE traces (
  topic TEXT NOT NULL, item TEXT NOT NULL, revision INTEGER NOT NULL, seen_at TEXT NOT NULL,
  origin TEXT NOT NULL, agencies TEXT NOT NULL, shingles BLOB NOT NULL, -- signed 64-bit integers
  PRIMARY KEY (topic, item, revision)
) STRICT;

CREATE INDEX traces_seen ON traces (topic, seen_at);

CREATE TABLE mentions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, item TEXT NOT NULL, revision INTEGER NOT NULL,
  ordinal INTEGER NOT NULL, seen_at TEXT NOT NULL,
  evidence TEXT NOT NULL, -- JSON, see store.evidence
  UNIQUE (topic, item, revision, ordinal)
) STRICT;

CREATE TABLE claims (
  number INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, id TEXT NOT NULL,
  first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL,
  UNIQUE (topic, id)
) STRICT;

CREATE INDEX claims_id ON claims (id);

CREATE TABLE mention_claims (
  claim INTEGER NOT NULL REFERENCES claims (number) ON DELETE CASCADE,
  seen_at TEXT NOT NULL,
  mention INTEGER NOT NULL REFERENCES mentions (id) ON DELETE CASCADE,
  proposition INTEGER NOT NULL,
  PRIMARY KEY (claim, seen_at, mention, proposition)
) STRICT, WITHOUT ROWID;

CREATE INDEX mention_claims_mention ON mention_claims (mention);

CREATE TABLE terms (
  number INTEGER PRIMARY KEY, topic TEXT NOT NULL, term TEXT NOT NULL, claims INTEGER NOT NULL DEFAULT 0,
  UNIQUE (topic, term)
) STRICT;

CREATE TABLE claim_terms (
  term INTEGER NOT NULL REFERENCES terms (number),
  claim INTEGER NOT NULL REFERENCES claims (number) ON DELETE CASCADE,
  PRIMARY KEY (term, claim)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_terms_claim ON claim_terms (claim);

CREATE TRIGGER claim_terms_added AFTER INSERT ON claim_terms
BEGIN UPDATE terms SET claims = claims + 1 WHERE number = NEW.term; END;

CREATE TRIGGER claim_terms_removed AFTER DELETE ON claim_terms
BEGIN UPDATE terms SET claims = claims - 1 WHERE number = OLD.term; END;

CREATE TABLE changes (
  position INTEGER PRIMARY KEY REFERENCES positions (position), topic TEXT NOT NULL, claim TEXT NOT NULL,
  type TEXT NOT NULL, axis TEXT NOT NULL, cause TEXT NOT NULL, at TEXT NOT NULL, item TEXT NOT NULL,
  revision INTEGER NOT NULL, before TEXT, after TEXT, reason TEXT NOT NULL,
  origins INTEGER NOT NULL, mentions INTEGER NOT NULL
) STRICT;

CREATE INDEX changes_revision ON changes (topic, item, revision);

CREATE INDEX changes_at ON changes (at);

CREATE INDEX changes_claim ON changes (claim);
"""

MESSAGES = """
CREATE TABLE cursors (
  id INTEGER PRIMARY KEY AUTOINCREMENT, list TEXT NOT NULL, position INTEGER NOT NULL, at TEXT
) STRICT;

CREATE INDEX cursors_list ON cursors (list, position);

CREATE TABLE digests (
  list TEXT NOT NULL, date TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'quiet', 'merged')),
  PRIMARY KEY (list, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, list TEXT NOT NULL,
  channel TEXT NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL,
  message_id TEXT NOT NULL, at TEXT NOT NULL, date TEXT,
  headers TEXT NOT NULL, -- [[name, value], ...]
  attachments TEXT NOT NULL -- [[cid, content type, base64], ...]
) STRICT;

CREATE TABLE deliveries (
  key TEXT PRIMARY KEY REFERENCES messages (key),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'transit', 'sent', 'refused')),
  attempts INTEGER NOT NULL, due_at TEXT NOT NULL, sent_at TEXT, in_doubt INTEGER NOT NULL, error TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX deliveries_due ON deliveries (state, due_at);

CREATE TRIGGER cursors_go_on BEFORE INSERT ON cursors
WHEN NEW.position < (SELECT max(position) FROM cursors WHERE list = NEW.list)
BEGIN SELECT RAISE(ABORT, 'a cursor never goes back'); END;
"""

# Diacritics are folded by store.search before they get here; the tokenizer only splits.
WORDS = """
CREATE VIRTUAL TABLE item_words USING fts5 (title, text, tokenize = "unicode61 remove_diacritics 2");

CREATE VIRTUAL TABLE claim_words USING fts5 (statement, tokenize = "unicode61 remove_diacritics 2");

CREATE TABLE indexed (what TEXT PRIMARY KEY, mark INTEGER NOT NULL) STRICT, WITHOUT ROWID;

INSERT INTO indexed VALUES ('revisions', 0), ('claims', 0);
"""

OUTBOX_STATES = """
CREATE TABLE deliveries_2 (
  key TEXT PRIMARY KEY REFERENCES messages (key),
  state TEXT NOT NULL
    CHECK (state IN ('queued', 'sending', 'transit', 'sent', 'refused', 'held', 'suspended')),
  attempts INTEGER NOT NULL, due_at TEXT NOT NULL, sent_at TEXT, in_doubt INTEGER NOT NULL, error TEXT
) STRICT, WITHOUT ROWID;

INSERT INTO deliveries_2 SELECT key, state, attempts, due_at, sent_at, in_doubt, error FROM deliveries;

DROP TABLE deliveries;

ALTER TABLE deliveries_2 RENAME TO deliveries;

CREATE INDEX deliveries_due ON deliveries (state, due_at);

CREATE INDEX messages_recipient ON messages (channel, recipient);
"""

# What editors judged, mention by mention. Placed by item, revision and span, because findings come and go;
# `said` is a hash of the wording, for when rules that follow cut a sentence in another way.
VERDICTS = """
CREATE TABLE judged (
  verdict INTEGER NOT NULL REFERENCES verdicts (id), topic TEXT NOT NULL, item TEXT NOT NULL,
  revision INTEGER NOT NULL, place TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  proposition INTEGER NOT NULL, said TEXT NOT NULL,
  was TEXT NOT NULL, claim TEXT NOT NULL, -- the claim it was part of, and the one it is part of since
  PRIMARY KEY (topic, item, revision, place, "start", "end", proposition, verdict, was)
) STRICT, WITHOUT ROWID;

CREATE INDEX judged_verdict ON judged (verdict);

CREATE INDEX judged_was ON judged (was);

CREATE INDEX judged_claim ON judged (claim);

CREATE INDEX verdicts_other ON verdicts (kind, other);

CREATE VIEW standing_verdicts AS
SELECT * FROM verdicts v WHERE kind IN ('link', 'split', 'reject') AND NOT EXISTS (
  SELECT 1 FROM verdicts u WHERE u.kind = 'undo' AND u.other = CAST(v.id AS TEXT)
);

CREATE VIEW rejected AS SELECT DISTINCT claim, max(id) AS verdict FROM standing_verdicts
WHERE kind = 'reject' GROUP BY claim;

CREATE TABLE overturned (
  position INTEGER PRIMARY KEY REFERENCES positions (position), topic TEXT NOT NULL, claim TEXT NOT NULL,
  type TEXT NOT NULL, axis TEXT NOT NULL, cause TEXT NOT NULL, at TEXT NOT NULL, item TEXT NOT NULL,
  revision INTEGER NOT NULL, before TEXT, after TEXT, reason TEXT NOT NULL,
  origins INTEGER NOT NULL, mentions INTEGER NOT NULL,
  verdict INTEGER REFERENCES verdicts (id) -- NULL: by the rules, which found it no more
) STRICT;

CREATE INDEX overturned_revision ON overturned (topic, item, revision);

CREATE INDEX overturned_claim ON overturned (claim);

CREATE TABLE told (
  id INTEGER PRIMARY KEY AUTOINCREMENT, list TEXT NOT NULL, position INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('told', 'overturned', 'restored')), at TEXT NOT NULL, date TEXT
) STRICT;

CREATE INDEX told_list ON told (list, position);

CREATE INDEX told_position ON told (position);

CREATE INDEX told_corrected ON told (list, position) WHERE state <> 'told';
"""
