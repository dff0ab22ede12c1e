-- Conferred awards of a type by who grants them, over all years; a row without grantor is of awards of which no report says.
SELECT grantor, count(DISTINCT ceremony_key) AS ceremonies, count(*) AS awards,
    CAST(sum(count) AS BIGINT) AS recipients, count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded, count(*) FILTER (conflict) AS conflicts
FROM award WHERE award = $award AND status = 'conferred'
GROUP BY grantor ORDER BY awards DESC, grantor
