-- The articles on all ceremonies, by the ceremony's key in this snapshot: originals before copies, the earliest first.
WITH told AS (
    SELECT ceremony_key, report_key, article_key, corrected_by, corrected_on, corrected_why, as_read
    FROM report WHERE ceremony_key IS NOT NULL
)
SELECT ceremony_key, report_key, article_key, article_id, article.source, source.name AS outlet, title, published, fetched, url,
    record IS NOT NULL AS archived, syndicated_of, syndicated_from, corrected_by, corrected_on, corrected_why, as_read
FROM told JOIN article USING (article_key) LEFT JOIN source USING (source)
ORDER BY ceremony_key, syndicated_of IS NOT NULL, published NULLS LAST, article_key
