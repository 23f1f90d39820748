-- The same rows as in `sqlite.sql`, and who sits for whom in the order of the keys, in which some libraries do not ask for it. The server is not to tidy up in the middle of a turn; the runner has it done between them.
ALTER TABLE person SET (autovacuum_enabled = off);
ALTER TABLE entry SET (autovacuum_enabled = off);
ALTER TABLE stock SET (autovacuum_enabled = off);
ALTER TABLE page SET (autovacuum_enabled = off);
ALTER TABLE volume SET (autovacuum_enabled = off);
INSERT INTO person (id, name, email, age, score, active, city)
SELECT n, 'person ' || n, n || '@example.org', 18 + n % 60, (n * 37 % 1000) / 10.0, n % 10 <> 0,
    CASE WHEN n % 7 <> 0 THEN 'city ' || (n % 500) END FROM generate_series(1, 10000) n;
INSERT INTO post (id, title, body, likes, author_id)
SELECT n, 'post ' || n, 'what is to be said of ' || n || ', and a little more', n % 97, (n - 1) / 10 + 1
FROM generate_series(1, 1000) n;
INSERT INTO comment (id, text, post_id) SELECT n, 'comment ' || n, (n - 1) / 10 + 1 FROM generate_series(1, 10000) n;
INSERT INTO owner (id, name) SELECT n, 'owner ' || n FROM generate_series(1, 1000) n;
INSERT INTO cat (id, name, lives) SELECT n, 'cat ' || n, n % 9 + 1 FROM generate_series(1, 500) n;
INSERT INTO owner_sits_for (owner_id, cat_id)
SELECT owner.id, (owner.id * 7 + k * 50) % 500 + 1 FROM owner, generate_series(0, 9) k ORDER BY 1, 2;
INSERT INTO stock (code, pieces) SELECT 'stock-' || lpad(n::text, 6, '0'), 0 FROM generate_series(0, 9999) n;
INSERT INTO shelf (id, room) VALUES (11, 'south');
INSERT INTO volume (id, title, shelf_id) VALUES (1001, 'volume 1001', 11);
INSERT INTO page (id, text, volume_id) VALUES (100001, 'page 100001', 1001);
INSERT INTO reading (id, sensor, value, label)
SELECT n, n % 100, (n * 31 % 1000) / 8.0, 'reading ' || n FROM generate_series(1, 1000000) n;
