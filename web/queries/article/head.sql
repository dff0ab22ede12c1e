-- An article, by the id of any of its addresses, with what it says as far as that is one value.
WITH this AS (
    SELECT article_key FROM article WHERE article_id = $article_id
    UNION ALL SELECT article_key FROM article_address WHERE article_id = $article_id
),
told AS (
    SELECT * EXCLUDE (published, text_hash) FROM report WHERE article_key IN (SELECT article_key FROM this)
)
SELECT article_key, report_key, article_id, article.source, source.name AS outlet, article.province AS outlet_province,
    title, published, fetched, url, record IS NOT NULL AS archived, credit, text_hash, syndicated_of, syndicated_from,
    coalesce(told.relevant, false) AS relevant, told.kind, told.date, date_end, part_of_day, told.province,
    told.province_today, place, venue, host, ceremony_key, corrected_by, corrected_on, corrected_why, as_read,
    coalesce(warnings, []) AS warnings
FROM article LEFT JOIN told USING (article_key) LEFT JOIN source USING (source)
WHERE article_key IN (SELECT article_key FROM this)
