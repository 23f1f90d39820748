-- The same rows as in `sqlite.sql`, of the tables that cases on MariaDB use.
INSERT INTO person (id, name, email, age, score, active, city)
SELECT seq, concat('person ', seq), concat(seq, '@example.org'), 18 + seq % 60, (seq * 37 % 1000) / 10.0, seq % 10 <> 0,
    CASE WHEN seq % 7 <> 0 THEN concat('city ', seq % 500) END FROM seq_1_to_10000;
INSERT INTO post (id, title, body, likes, author_id)
SELECT seq, concat('post ', seq), concat('what is to be said of ', seq, ', and a little more'), seq % 97, (seq - 1) DIV 10 + 1
FROM seq_1_to_1000;
INSERT INTO comment (id, text, post_id) SELECT seq, concat('comment ', seq), (seq - 1) DIV 10 + 1 FROM seq_1_to_10000;
ANALYZE TABLE person, post, comment;
