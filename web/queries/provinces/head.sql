-- All conferred awards of the snapshot together, and those of them that belong to no one province of today.
SELECT count(DISTINCT ceremony_key) AS ceremonies, count(*) AS awards,
    CAST(CASE WHEN count(*) > 0 THEN sum(count) ELSE 0 END AS BIGINT) AS recipients,
    count(*) - count(count) AS without_count, count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts, count(*) FILTER (province_today IS NULL) AS awards_elsewhere
FROM award WHERE status = 'conferred'
