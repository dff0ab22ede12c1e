-- Conferred awards of a type by year, beside the relevant articles of the year in words of their own: more articles tell of more awards.
SELECT year, ceremonies, awards, recipients, without_count, rounded, conflicts,
    CASE WHEN year IS NOT NULL THEN coalesce(articles_relevant, 0) END AS articles_relevant,
    round(100.0 * awards / nullif(articles_relevant, 0), 1) AS awards_per_100
FROM (
    SELECT year, count(DISTINCT ceremony_key) AS ceremonies, count(*) AS awards,
        CAST(sum(count) AS BIGINT) AS recipients, count(*) - count(count) AS without_count,
        count(*) FILTER (qualifier <> 'exact') AS rounded, count(*) FILTER (conflict) AS conflicts
    FROM award WHERE award = $award AND status = 'conferred' GROUP BY year
) LEFT JOIN (
    SELECT year(coalesce(report.date, report.published)) AS year, count(*) AS articles_relevant
    FROM report JOIN article USING (article_key) WHERE relevant AND syndicated_of IS NULL GROUP BY ALL
) USING (year)
ORDER BY year
