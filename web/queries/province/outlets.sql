-- The outlets that report events of a province: relevant articles on them, and how many repeat another article.
SELECT coalesce(source.name, article.source) AS name, article.source, source.kind AS outlet_kind,
    count(*) AS relevant, count(syndicated_of) AS copies, min(report.published) AS first_published,
    max(report.published) AS last_published
FROM report JOIN article USING (article_key) JOIN source ON source.source = article.source
WHERE report.relevant AND $province IN (report.province, report.province_today)
    AND (report.province_today = $province OR $province NOT IN (SELECT province FROM province WHERE valid_to IS NULL))
GROUP BY ALL ORDER BY count(*) DESC, article.source
