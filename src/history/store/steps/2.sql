-- Version 2: what is due. Which beat a drill was of, if of one alone; how each beat read when it was practised; and, kept beside the
-- attempts and made again from them at any time, how well each skill is remembered in each situation.

ALTER TABLE drills ADD COLUMN beat TEXT;                             -- only this exchange was played
ALTER TABLE attempts ADD COLUMN print TEXT NOT NULL DEFAULT '';      -- fingerprint of the beat; empty before version 2

-- What counts, summed by days: a skill in a beat. Parts of the check-in rubric count as the check-in itself.
CREATE TABLE rounds (
    skill TEXT NOT NULL,
    framework TEXT NOT NULL,
    scenario TEXT NOT NULL,
    day INTEGER NOT NULL,           -- days since 1970, in UTC
    beat TEXT NOT NULL,
    print TEXT NOT NULL,
    earned REAL NOT NULL,
    weight REAL NOT NULL,
    helped REAL NOT NULL,           -- the weight that was asked for with help
    PRIMARY KEY (skill, framework, scenario, day, beat, print)
) STRICT, WITHOUT ROWID;

INSERT INTO rounds (skill, framework, scenario, day, beat, print, earned, weight, helped)
SELECT iif(c.id LIKE 'check-in-%', 'check-in', iif(c.id IN ('names-the-gap', 'explains-again'), 'close-loop', c.id)) AS skill,
    d.framework, d.scenario, c.day, a.beat, a.print, sum(c.earned), sum(c.weight), sum(iif(c.assisted, c.weight, 0.0))
FROM criteria c JOIN attempts a ON a.n = c.attempt JOIN drills d ON d.n = a.drill
WHERE c.kind = 'skill' AND c.counts = 1 GROUP BY skill, d.framework, d.scenario, c.day, a.beat, a.print;

-- How well a skill is remembered in a situation.
CREATE TABLE units (
    skill TEXT NOT NULL,
    framework TEXT NOT NULL,
    scenario TEXT NOT NULL,
    persona TEXT NOT NULL,
    stability REAL NOT NULL,        -- days
    difficulty REAL NOT NULL,       -- 1 to 10
    share REAL NOT NULL,            -- what the last day earned, 0 to 1
    reviews INTEGER NOT NULL,       -- days on which it was practised
    last INTEGER NOT NULL,          -- the last of them
    due INTEGER NOT NULL,           -- the day on which it is due
    PRIMARY KEY (skill, framework, scenario)
) STRICT, WITHOUT ROWID;

-- How the beats of the frameworks read when they were last seen: what was practised in another wording counts no more.
CREATE TABLE beats (
    framework TEXT NOT NULL,
    scenario TEXT NOT NULL,
    beat TEXT NOT NULL,
    print TEXT NOT NULL,
    PRIMARY KEY (framework, scenario, beat)
) STRICT, WITHOUT ROWID;

-- How and what over time, read from the index alone.
CREATE INDEX attempts_by_sides ON attempts (at, counts, assisted, how, what);

INSERT INTO notes (name, value) VALUES ('units', 'stale');
