-- Articles, with their other addresses and former texts, numbered by id.

INSERT INTO article BY NAME
WITH keyed AS (SELECT *, row_number() OVER (ORDER BY id) AS article_key FROM work.article)
SELECT keyed.* EXCLUDE (id, outlet, day, age, syndicated_of), keyed.id AS article_id,
    original.article_key AS syndicated_of, unit.province_today
FROM keyed LEFT JOIN keyed AS original ON original.id = keyed.syndicated_of
    ASOF LEFT JOIN province_then AS unit ON unit.province = keyed.province
    AND coalesce(CAST(keyed.published AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE), DATE '9999-12-31') >= unit.since
ORDER BY keyed.article_key;

INSERT INTO article_address BY NAME
SELECT article.article_key, address.* EXCLUDE (home)
FROM work.article_address AS address LEFT JOIN article ON article.article_id = address.home
ORDER BY article_key, address.article_id;

INSERT INTO article_version BY NAME
SELECT article.article_key, version.* EXCLUDE (article_id)
FROM work.article_version AS version LEFT JOIN article USING (article_id)
ORDER BY article_key, version.version;
