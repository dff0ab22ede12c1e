-- Conferred awards of a type by province of today, over all years; a row without province is of awards of no one province.
SELECT province_today, count(DISTINCT ceremony_key) AS ceremonies, count(*) AS awards,
    CAST(sum(count) AS BIGINT) AS recipients, count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded, count(*) FILTER (conflict) AS conflicts
FROM award WHERE award = $award AND status = 'conferred'
GROUP BY province_today ORDER BY recipients DESC NULLS LAST, province_today
