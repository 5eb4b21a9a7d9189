-- For DuckDB, after the script that truceline-export-tables --format sql made: questions in bulk. Fill the table `asked`,
-- then read `answered`.

-- A row a question: what held on valid_day, as the world could know it on known_day (empty: in hindsight).
CREATE TABLE asked (id BIGINT PRIMARY KEY, valid_day DATE NOT NULL, known_day DATE);

-- What each measure was then: a row a question and measure.
CREATE VIEW answered AS
SELECT a.id, s.*
FROM asked AS a
JOIN segments AS s
  ON s.valid_from <= a.valid_day AND a.valid_day < coalesce(s.valid_to, DATE 'infinity')
 AND s.known_from <= coalesce(a.known_day, DATE '9999-12-31')
 AND coalesce(a.known_day, DATE '9999-12-31') < coalesce(s.known_to, DATE 'infinity');

-- What was in force.
CREATE VIEW in_force AS SELECT * FROM answered WHERE status = 'in_force';
