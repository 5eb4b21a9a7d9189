-- For a database that truceline-export-tables made (--format sqlite, or --format sql read by sqlite3): questions in bulk.
-- Fill the table `asked`, then read `answered`. Days are text, 2025-11-10, which sorts as days do.

CREATE INDEX segments_by_day ON segments (valid_from, known_from);

-- A row a question: what held on valid_day, as the world could know it on known_day (empty: in hindsight).
CREATE TABLE asked (id INTEGER PRIMARY KEY, valid_day DATE NOT NULL, known_day DATE);

-- What each measure was then: a row a question and measure.
CREATE VIEW answered AS
SELECT a.id, s.*
FROM asked AS a
JOIN segments AS s
  ON s.valid_from <= a.valid_day AND (s.valid_to IS NULL OR a.valid_day < s.valid_to)
 AND s.known_from <= coalesce(a.known_day, '9999-12-31')
 AND (s.known_to IS NULL OR coalesce(a.known_day, '9999-12-31') < s.known_to);

-- What was in force.
CREATE VIEW in_force AS SELECT * FROM answered WHERE status = 'in_force';
