-- All conferred awards of the snapshot together, and those of them that belong to no one province of today.
SELECT count(DISTINCT ceremony_key) AS ceremonies, count(*) AS awards, CAST(sum(count) AS BIGINT) AS recipients,
    count(*) - count(count) AS without_count, count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts, count(*) FILTER (province_today IS NULL) AS awards_elsewhere
FROM award WHERE status = 'conferred'
