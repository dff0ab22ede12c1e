-- A ceremony has one year and one province, so its count may be added over years and provinces, never over types.
INSERT INTO award_count
SELECT year, province_today, province, award, class, count(DISTINCT ceremony_key) AS ceremonies, count(*) AS awards,
    sum(count) AS recipients, count(*) - count(count) AS without_count, count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts
FROM award WHERE status = 'conferred'
GROUP BY year, province_today, province, award, class ORDER BY ALL
