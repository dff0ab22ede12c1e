-- How many recipients of some awards there were at some ceremonies, by award and kind of recipient, and which awards these are.
WITH wanted AS (SELECT ceremony_key FROM ceremony WHERE ceremony_id IN (SELECT unnest(CAST($ids AS VARCHAR[])))),
given AS MATERIALIZED (
    SELECT award_key, ceremony_key, award, class, recipient, count, qualifier, conflict
    FROM award WHERE status = 'conferred' AND ceremony_key IN (FROM wanted)
),
chosen AS (SELECT DISTINCT unnest(CAST($awards AS VARCHAR[])) AS code)
SELECT award, class, recipient, CAST(sum(count) AS BIGINT) AS recipients, count(DISTINCT ceremony_key) AS ceremonies,
    count(*) AS awards, count(*) - count(count) AS without_count, count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts, list(award_key) AS award_keys
FROM given SEMI JOIN chosen ON code IN (award, award || ':' || class)
GROUP BY award, class, recipient ORDER BY recipients DESC NULLS LAST, award, class, recipient
