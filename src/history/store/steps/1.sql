-- Version 1: drills, what was said in them, and the journal.

CREATE TABLE drills (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    framework TEXT NOT NULL,
    scenario TEXT NOT NULL,
    title TEXT NOT NULL,
    persona TEXT NOT NULL,
    seed INTEGER NOT NULL,          -- 64 bits, read as a number without sign
    started INTEGER NOT NULL,       -- seconds since 1970, as every time here
    ended INTEGER NOT NULL,
    engine TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('drill', 'assess')),
    branch_drill TEXT,              -- the other drill may have been deleted since
    branch_turn INTEGER,
    state TEXT NOT NULL CHECK (state IN ('stopped', 'left', 'finished')),
    score REAL,
    how REAL,
    what REAL,
    pass INTEGER NOT NULL,
    trust_start INTEGER NOT NULL,
    trust_end INTEGER NOT NULL
) STRICT;
CREATE INDEX drills_by_time ON drills (ended);
CREATE INDEX drills_by_place ON drills (framework, scenario, state, ended);

-- The long texts stand apart, so that what is counted lies close together.
CREATE TABLE sessions (
    drill INTEGER PRIMARY KEY REFERENCES drills (n) ON DELETE CASCADE,
    session TEXT NOT NULL           -- JSON, without the judgements
) STRICT;

CREATE TABLE attempts (
    n INTEGER PRIMARY KEY,
    drill INTEGER NOT NULL REFERENCES drills (n) ON DELETE CASCADE,
    seq INTEGER NOT NULL,           -- the order in which things were said, from 1
    turn INTEGER NOT NULL,          -- the exchange, from 1
    no INTEGER NOT NULL,            -- the try, from 1
    beat TEXT NOT NULL,
    at INTEGER NOT NULL,
    score REAL,
    how REAL,
    what REAL,
    rung INTEGER,
    pass INTEGER NOT NULL,
    assisted INTEGER NOT NULL,
    fate TEXT NOT NULL CHECK (fate IN ('said', 'withdrawn', 'copied')),
    counts INTEGER NOT NULL,        -- the first try, said here and not taken back
    trust_before INTEGER NOT NULL,
    trust_after INTEGER,
    engine TEXT NOT NULL,
    UNIQUE (drill, seq)
) STRICT;
CREATE INDEX attempts_by_time ON attempts (at, counts, assisted, score, drill);

CREATE TABLE texts (
    attempt INTEGER PRIMARY KEY REFERENCES attempts (n) ON DELETE CASCADE,
    line TEXT NOT NULL,
    reply TEXT NOT NULL,
    judgement TEXT NOT NULL         -- JSON, with the receipts
) STRICT;

-- One row for each skill, point or pitfall of an attempt. Day, counts and assisted repeat the attempt's, so that a skill over time is
-- read from one index.
CREATE TABLE criteria (
    attempt INTEGER NOT NULL REFERENCES attempts (n) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('skill', 'point', 'pitfall')),
    id TEXT NOT NULL,
    level INTEGER NOT NULL,
    earned REAL NOT NULL,
    weight REAL NOT NULL,
    quote TEXT,
    day INTEGER NOT NULL,           -- days since 1970, in UTC
    counts INTEGER NOT NULL,
    assisted INTEGER NOT NULL,
    PRIMARY KEY (attempt, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX criteria_by_id ON criteria (kind, id, day, counts, assisted, earned, weight);

-- What counts, summed by days: the lines of progress are drawn from few rows, however much was practised. Kept true by the triggers.
CREATE TABLE days (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    day INTEGER NOT NULL,
    assisted INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    share REAL NOT NULL,            -- the sum of the shares that were earned
    PRIMARY KEY (kind, id, day, assisted)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER criteria_added AFTER INSERT ON criteria WHEN new.counts BEGIN
    INSERT INTO days (kind, id, day, assisted, attempts, share)
    VALUES (new.kind, new.id, new.day, new.assisted, 1, iif(new.weight > 0, new.earned / new.weight, 0))
    ON CONFLICT DO UPDATE SET attempts = attempts + 1, share = share + excluded.share;
END;
-- Taken back: the day is summed again, so that no rounding stays behind.
CREATE TRIGGER criteria_withdrawn AFTER UPDATE OF counts ON criteria WHEN old.counts BEGIN
    DELETE FROM days WHERE kind = old.kind AND id = old.id AND day = old.day AND assisted = old.assisted;
    INSERT INTO days (kind, id, day, assisted, attempts, share)
    SELECT kind, id, day, assisted, count(*), sum(iif(weight > 0, earned / weight, 0)) FROM criteria
    WHERE kind = old.kind AND id = old.id AND day = old.day AND counts = 1 AND assisted = old.assisted GROUP BY kind;
END;
CREATE TRIGGER criteria_deleted AFTER DELETE ON criteria WHEN old.counts BEGIN
    DELETE FROM days WHERE kind = old.kind AND id = old.id AND day = old.day AND assisted = old.assisted;
    INSERT INTO days (kind, id, day, assisted, attempts, share)
    SELECT kind, id, day, assisted, count(*), sum(iif(weight > 0, earned / weight, 0)) FROM criteria
    WHERE kind = old.kind AND id = old.id AND day = old.day AND counts = 1 AND assisted = old.assisted GROUP BY kind;
END;

CREATE TABLE opportunities (
    drill INTEGER NOT NULL REFERENCES drills (n) ON DELETE CASCADE,
    place INTEGER NOT NULL,         -- the order in the drill, from 1
    turn INTEGER NOT NULL,
    quote TEXT NOT NULL,
    met TEXT NOT NULL CHECK (met IN ('met', 'late', 'missed', 'denied')),
    words TEXT,
    PRIMARY KEY (drill, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    id TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('reflection', 'story')),
    drill TEXT,                     -- the drill may have been deleted since
    about TEXT,
    question TEXT,
    text TEXT NOT NULL,
    said TEXT,
    now TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_by_time ON journal (at);

-- Small facts about the file itself.
CREATE TABLE notes (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
