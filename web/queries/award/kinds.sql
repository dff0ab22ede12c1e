-- Conferred awards of a type by kind of recipient, over all years.
SELECT recipient, count(DISTINCT ceremony_key) AS ceremonies, count(*) AS awards,
    CAST(sum(count) AS BIGINT) AS recipients, count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded, count(*) FILTER (conflict) AS conflicts
FROM award WHERE award = $award AND status = 'conferred'
GROUP BY recipient ORDER BY recipients DESC NULLS LAST, recipient
