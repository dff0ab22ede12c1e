-- How many recipients of some awards there were at some ceremonies, by award and kind of recipient.
SELECT award, class, recipient, CAST(sum(count) AS BIGINT) AS recipients, count(DISTINCT ceremony_id) AS ceremonies,
    count(*) AS awards, count(*) - count(count) AS without_count, count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts
FROM award
WHERE status = 'conferred' AND ceremony_id IN (SELECT unnest(CAST($ids AS VARCHAR[])))
    AND (award IN (SELECT unnest(CAST($awards AS VARCHAR[])))
        OR award || ':' || class IN (SELECT unnest(CAST($awards AS VARCHAR[]))))
GROUP BY ALL ORDER BY recipients DESC NULLS LAST, award, class, recipient
