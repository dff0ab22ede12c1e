-- Who handed over some awards at some ceremonies, as the reports tell.
WITH given AS (
    SELECT award_key, ceremony_key, count FROM award
    WHERE status = 'conferred' AND ceremony_id IN (SELECT unnest(CAST($ids AS VARCHAR[])))
        AND (list_contains(CAST($awards AS VARCHAR[]), award)
            OR list_contains(CAST($awards AS VARCHAR[]), award || ':' || class))
),
told AS (
    SELECT official_key, presentation.name, ceremony_key, count FROM given JOIN presentation USING (award_key)
)
SELECT any_value(official_id) AS official_id, coalesce(any_value(official.name), any_value(told.name)) AS name,
    any_value(official.title) AS title, count(DISTINCT ceremony_key) AS ceremonies, CAST(sum(count) AS BIGINT) AS recipients
FROM told LEFT JOIN official USING (official_key)
GROUP BY coalesce(official_id, told.name)
ORDER BY ceremonies DESC, recipients DESC NULLS LAST, name LIMIT 30
