-- Conferred awards by who grants them, over all years; a row without grantor is of awards of which no report says.
SELECT grantor, count(DISTINCT ceremony_key) AS ceremonies, count(*) AS awards,
    CAST(sum(count) AS BIGINT) AS recipients, count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded, count(*) FILTER (conflict) AS conflicts
FROM award
WHERE status = 'conferred' AND $province IN (province, province_today)
    AND (province_today = $province OR $province NOT IN (SELECT province FROM province WHERE valid_to IS NULL))
GROUP BY grantor ORDER BY awards DESC, grantor
