-- The rows of every subject's database. `subjects/orm/src/writes.rs` makes the same in memory.
INSERT INTO person (id, name, email, age, score, active, city)
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 10000)
SELECT n, 'person ' || n, n || '@example.org', 18 + n % 60, (n * 37 % 1000) / 10.0, n % 10 <> 0,
    CASE WHEN n % 7 <> 0 THEN 'city ' || (n % 500) END FROM n;
INSERT INTO post (id, title, body, likes, author_id)
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 1000)
SELECT n, 'post ' || n, 'what is to be said of ' || n || ', and a little more', n % 97, (n - 1) / 10 + 1 FROM n;
INSERT INTO comment (id, text, post_id)
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 10000)
SELECT n, 'comment ' || n, (n - 1) / 10 + 1 FROM n;
INSERT INTO owner (id, name)
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 1000) SELECT n, 'owner ' || n FROM n;
INSERT INTO cat (id, name, lives)
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 500) SELECT n, 'cat ' || n, n % 9 + 1 FROM n;
INSERT INTO owner_sits_for (owner_id, cat_id)
WITH RECURSIVE k(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM k LIMIT 10)
SELECT owner.id, (owner.id * 7 + k * 50) % 500 + 1 FROM owner, k ORDER BY owner.id, k;
INSERT INTO stock (code, pieces)
WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n LIMIT 10000) SELECT printf('stock-%06d', n), 0 FROM n;
INSERT INTO shelf (id, room) VALUES (11, 'south');
INSERT INTO volume (id, title, shelf_id) VALUES (1001, 'volume 1001', 11);
INSERT INTO page (id, text, volume_id) VALUES (100001, 'page 100001', 1001);
