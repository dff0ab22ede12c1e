-- The numbers of conferred awards that an outlet tells in words of its own, where others tell of the same award or differ: how many are the number that stands.
SELECT year(report.published) AS year, count(*) AS numbers,
    count(*) FILTER (told.count = award.count) AS numbers_agreeing,
    count(*) FILTER (told.count <> award.count) AS numbers_differing
FROM award_report AS told JOIN report USING (report_key) JOIN article USING (article_key) JOIN award USING (award_key)
WHERE article.source = $source AND told.status = 'conferred' AND part = 'same' AND NOT told.syndicated
    AND told.count IS NOT NULL AND told.qualifier = 'exact' AND (conflict OR reports_agreeing > 1)
GROUP BY ALL ORDER BY year
