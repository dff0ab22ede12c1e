-- An article, by any of its addresses' ids, with what it says as far as that is one value.
SELECT article_key, report_key, article.article_id, article.source, source.name AS outlet, article.province AS outlet_province,
    title, article.published, fetched, url, record IS NOT NULL AS archived, credit, article.text_hash,
    syndicated_of, syndicated_from, coalesce(report.relevant, false) AS relevant, report.kind, report.date, date_end, part_of_day,
    report.province, report.province_today, place, venue, host, ceremony_key, corrected_by, corrected_on, corrected_why,
    as_read, coalesce(warnings, []) AS warnings
FROM article LEFT JOIN report USING (article_key) LEFT JOIN source USING (source)
WHERE article.article_id = $article_id
    OR article_key = (SELECT article_key FROM article_address WHERE article_id = $article_id)
