-- What an office holder handed over of conferred awards, by type. Who hands an award over need not be who grants it.
SELECT award, count(DISTINCT coalesce(handed_over_key, ceremony_key)) AS ceremonies, count(*) AS awards,
    CAST(sum(count) AS BIGINT) AS recipients, count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded, count(*) FILTER (conflict) AS conflicts
FROM award
WHERE status = 'conferred' AND award_key IN (
    SELECT award_key FROM presentation
    WHERE official_key = (SELECT official_key FROM official WHERE official_id = $official_id))
GROUP BY award ORDER BY awards DESC, award
