-- For a database that truceline-export-tables made (--format sqlite, or --format sql read by sqlite3): questions in bulk.
-- Fill the table `asked`, then read `answered`; fill `shipments`, then read `shipment_duties`.
-- Days are text, 2025-11-10, which sorts as days do.

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

CREATE INDEX duties_by_day ON duties (destination, origin, goods_class, valid_from);

-- A row a shipment: goods as a code's digits alone (empty: goods in general); without loaded, no exemption is granted by the
-- day of loading; duties as the world could know them on known_day (empty: in hindsight).
CREATE TABLE shipments (
  id INTEGER PRIMARY KEY, destination TEXT NOT NULL, origin TEXT NOT NULL, goods TEXT, entered DATE NOT NULL, loaded DATE,
  known_day DATE
);

-- The class of all goods shipped: the longest code that covers them tells.
CREATE VIEW goods_shipped AS
SELECT destination, goods, goods_class
FROM (
  SELECT s.destination, s.goods, g.goods_class,
         row_number() OVER (PARTITION BY s.destination, s.goods ORDER BY g.digits DESC, g.whole DESC) AS place
  -- CROSS JOIN keeps this order, which looks codes up by the key of duty_goods.
  FROM (SELECT DISTINCT destination, coalesce(goods, '') AS goods FROM shipments) AS s
  CROSS JOIN (SELECT DISTINCT digits FROM duty_goods) AS n ON n.digits <= length(s.goods)
  CROSS JOIN duty_goods AS g
    ON g.destination = s.destination AND g.code = substr(s.goods, 1, n.digits) AND g.digits = n.digits
   AND (NOT g.whole OR g.digits = length(s.goods))
) AS met
WHERE place = 1;

-- What each shipment pays in additional duties: the total, or the least where not settled. No row: the shipment crosses no
-- border, or was loaded after it entered; or no tariff of its destination is known.
CREATE VIEW shipment_duties AS
SELECT s.id, d.rate_ppm, d.settled
FROM shipments AS s
CROSS JOIN goods_shipped AS g ON g.destination = s.destination AND g.goods = coalesce(s.goods, '')
CROSS JOIN duties AS d INDEXED BY duties_by_day
  ON d.destination = s.destination AND d.goods_class = g.goods_class
 AND d.origin = CASE WHEN EXISTS (SELECT 1 FROM duties AS o WHERE o.destination = s.destination AND o.origin = s.origin)
                     THEN s.origin ELSE '*' END
 AND d.valid_from <= s.entered AND (d.valid_to IS NULL OR s.entered < d.valid_to)
 AND d.known_from <= coalesce(s.known_day, '9999-12-31') AND (d.known_to IS NULL OR s.known_day < d.known_to)
 AND d.loaded_from <= coalesce(s.loaded, '9999-12-31') AND (d.loaded_to IS NULL OR s.loaded < d.loaded_to)
WHERE s.origin <> s.destination AND s.origin <> '*' AND (s.loaded IS NULL OR s.loaded <= s.entered);
