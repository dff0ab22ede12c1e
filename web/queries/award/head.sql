-- A type of award with what was conferred of it.
SELECT award, name_vi, name_en, level, law, award_type.grantor, classes, named, counted.*
FROM award_type CROSS JOIN (
    SELECT count(DISTINCT ceremony_key) AS ceremonies, count(*) AS awards,
        CAST(CASE WHEN count(*) > 0 THEN sum(count) ELSE 0 END AS BIGINT) AS recipients,
        count(*) - count(count) AS without_count, count(*) FILTER (qualifier <> 'exact') AS rounded,
        count(*) FILTER (conflict) AS conflicts
    FROM award WHERE award = $award AND status = 'conferred'
) AS counted
WHERE award = $award
