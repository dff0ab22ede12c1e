-- The types of award with what was conferred of each. The table award_type has them in the order of the law.
SELECT award, level, coalesce(ceremonies, 0) AS ceremonies, coalesce(awards, 0) AS awards,
    CASE WHEN awards IS NULL THEN 0 ELSE recipients END AS recipients, coalesce(without_count, 0) AS without_count,
    coalesce(rounded, 0) AS rounded, coalesce(conflicts, 0) AS conflicts, award_type.grantor, classes
FROM award_type LEFT JOIN (
    SELECT award, count(DISTINCT ceremony_key) AS ceremonies, count(*) AS awards,
        CAST(sum(count) AS BIGINT) AS recipients, count(*) - count(count) AS without_count,
        count(*) FILTER (qualifier <> 'exact') AS rounded, count(*) FILTER (conflict) AS conflicts
    FROM award WHERE status = 'conferred' GROUP BY award
) USING (award)
ORDER BY list_position(['state', 'any', 'province', 'unit'], level), award_type.rowid
