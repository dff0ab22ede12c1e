-- What comes in: every fetch of an article, the newest of each, and the report made of that very text.

CREATE TABLE work.capture AS
SELECT * EXCLUDE (shingles, numbers, names, short)
FROM read_parquet(getvariable('articles'), filename = true, file_row_number = true);

CREATE TABLE work.newest AS
SELECT *, min(fetched) OVER (PARTITION BY id) AS first_fetched
FROM work.capture
QUALIFY row_number() OVER (
    PARTITION BY id
    ORDER BY fetched DESC NULLS LAST, text_hash DESC, record DESC NULLS LAST, filename DESC, file_row_number DESC
) = 1;

CREATE TABLE work.former_text AS
SELECT DISTINCT id, capture.text_hash FROM work.capture JOIN work.newest USING (id) WHERE capture.text_hash <> newest.text_hash;

-- The offsets of a report on another text would point at other words.
CREATE TABLE work.told AS
SELECT report.* EXCLUDE (awards, officials)
FROM read_parquet(getvariable('reports'), filename = true, file_row_number = true) AS report
JOIN work.newest ON id = article_id AND newest.text_hash = report.text_hash
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY report_hash DESC) = 1;

-- Unnested before they are joined, so that what is kept for the join are ids and not the rows of awards.
INSERT INTO work.award BY NAME
SELECT * EXCLUDE (filename, file_row_number) FROM (
    SELECT filename, file_row_number, article_id, unnest(awards, max_depth := 2)
    FROM read_parquet(getvariable('reports'), filename = true, file_row_number = true)
) SEMI JOIN work.told USING (filename, file_row_number);
INSERT INTO work.official BY NAME
SELECT * EXCLUDE (filename, file_row_number) FROM (
    SELECT filename, file_row_number, article_id, unnest(officials, max_depth := 2)
    FROM read_parquet(getvariable('reports'), filename = true, file_row_number = true)
) SEMI JOIN work.told USING (filename, file_row_number);

ALTER TABLE work.told DROP COLUMN filename;
ALTER TABLE work.told DROP COLUMN file_row_number;

-- That an article was fetched once more with the same text is no change of it. Of one that was revised, each text counts from its
-- first fetch on.
CREATE TABLE work.intake AS
SELECT id AS article_id, left(sha256(concat_ws(chr(31), coalesce(url, ''), coalesce(source, ''), title,
    coalesce(CAST(epoch_us(newest.published) AS VARCHAR), ''), coalesce(CAST(epoch_us(first_fetched) AS VARCHAR), ''),
    coalesce(credit, ''), coalesce(newest.province, ''), newest.text_hash, coalesce(report_hash, ''), coalesce(former.texts, ''))), 16) AS fingerprint
FROM work.newest LEFT JOIN work.told ON article_id = id
LEFT JOIN (
    SELECT id, string_agg(concat_ws(chr(31), text_hash, title, coalesce(byline, ''), coalesce(record, ''),
        coalesce(CAST(epoch_us(published) AS VARCHAR), ''), coalesce(CAST(epoch_us(fetched) AS VARCHAR), '')), chr(30)
        ORDER BY fetched NULLS FIRST, text_hash, record NULLS FIRST) AS texts
    FROM (
        FROM work.capture WHERE id IN (SELECT id FROM work.former_text) QUALIFY text_hash IS DISTINCT FROM
            lag(text_hash) OVER (PARTITION BY id ORDER BY fetched NULLS FIRST, text_hash, record NULLS FIRST))
    GROUP BY id) AS former USING (id);
