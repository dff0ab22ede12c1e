-- Articles that tell of a ceremony's awards and not of it, such as those on the later day on which they were handed over.
WITH told AS (SELECT report_key, article_key FROM report WHERE report_key IN (SELECT unnest($report_keys)))
SELECT report_key, article_key, article_id, article.source, source.name AS outlet, title, published, fetched, url,
    record IS NOT NULL AS archived, syndicated_of, syndicated_from
FROM told JOIN article USING (article_key) LEFT JOIN source USING (source)
ORDER BY syndicated_of IS NOT NULL, published NULLS LAST, article_key
