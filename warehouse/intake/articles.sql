-- The articles that stand, with their other addresses; where two are of one text, both.

INSERT INTO work.article BY NAME
SELECT newest.id, url, source, outlet, newest.province, title, newest.published,
    coalesce(CAST(newest.published AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE), told.published) AS day,
    fetched, record, language, standing.credit, newest.text_hash, text_length, original AS syndicated_of, origin AS syndicated_from,
    row_number() OVER (ORDER BY newest.published IS NULL, newest.published, newest.id) AS age
FROM work.newest JOIN work.standing USING (id) LEFT JOIN work.told ON article_id = newest.id WHERE newest.id = home;

INSERT INTO work.article_address BY NAME
SELECT home, newest.id AS article_id, url, fetched, record FROM work.newest JOIN work.standing USING (id) WHERE newest.id <> home;
