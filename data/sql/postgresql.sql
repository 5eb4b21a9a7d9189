-- For PostgreSQL 12 or later, after the script that truceline-export-tables --format sql made: periods as ranges, and
-- questions in bulk. Fill the table `asked`, then read `answered`.

ALTER TABLE segments
  ADD COLUMN valid daterange NOT NULL GENERATED ALWAYS AS (daterange(valid_from, valid_to)) STORED,
  ADD COLUMN known daterange NOT NULL GENERATED ALWAYS AS (daterange(known_from, known_to)) STORED;
CREATE INDEX segments_by_day ON segments USING gist (valid, known);

-- A row a question: what held on valid_day, as the world could know it on known_day (empty: in hindsight).
CREATE TABLE asked (id BIGINT PRIMARY KEY, valid_day DATE NOT NULL, known_day DATE);

-- What each measure was then: a row a question and measure.
CREATE VIEW answered AS
SELECT a.id, s.*
FROM asked AS a
JOIN segments AS s ON s.valid @> a.valid_day AND s.known @> coalesce(a.known_day, DATE '9999-12-31');

-- What was in force.
CREATE VIEW in_force AS SELECT * FROM answered WHERE status = 'in_force';
ANALYZE segments;
