-- Conferred awards by year. A province of today counts with its whole territory of today, one that is gone with its own. Articles read are those of outlets of the province; relevant ones, by any outlet, count in the year of the event.
WITH conferred AS (
    SELECT year, count(DISTINCT ceremony_key) AS ceremonies, count(*) AS awards,
        CAST(sum(count) AS BIGINT) AS recipients, count(*) - count(count) AS without_count,
        count(*) FILTER (qualifier <> 'exact') AS rounded, count(*) FILTER (conflict) AS conflicts
    FROM award
    WHERE status = 'conferred' AND $province IN (province, province_today)
        AND (province_today = $province OR $province NOT IN (SELECT province FROM province WHERE valid_to IS NULL))
    GROUP BY year
), told AS (
    SELECT year(coalesce(report.date, report.published)) AS year, count(*) AS articles_relevant
    FROM report JOIN article USING (article_key)
    WHERE relevant AND syndicated_of IS NULL AND $province IN (report.province, report.province_today)
        AND (report.province_today = $province
            OR $province NOT IN (SELECT province FROM province WHERE valid_to IS NULL))
    GROUP BY ALL
), seen AS (
    SELECT year(month) AS year, CAST(sum(read) AS BIGINT) AS articles_read
    FROM coverage JOIN source USING (source)
    WHERE $province IN (province, province_today)
        AND (province_today = $province OR $province NOT IN (SELECT province FROM province WHERE valid_to IS NULL))
    GROUP BY ALL
)
SELECT conferred.*, CASE WHEN conferred.year IS NOT NULL THEN coalesce(articles_read, 0) END AS articles_read,
    CASE WHEN conferred.year IS NOT NULL THEN coalesce(articles_relevant, 0) END AS articles_relevant,
    round(100.0 * awards / nullif(articles_relevant, 0), 1) AS awards_per_100
FROM conferred LEFT JOIN told ON told.year = conferred.year
    LEFT JOIN seen ON seen.year = conferred.year
ORDER BY conferred.year
