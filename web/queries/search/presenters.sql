-- Who handed over some awards, by their keys in this snapshot, as the reports tell.
WITH given AS (
    SELECT award_key, ceremony_key, count FROM award WHERE award_key IN (SELECT unnest(CAST($award_keys AS INTEGER[])))
),
told AS (
    SELECT official_key, presentation.name, ceremony_key, count FROM given JOIN presentation USING (award_key)
)
SELECT any_value(official_id) AS official_id, coalesce(any_value(official.name), any_value(told.name)) AS name,
    any_value(official.title) AS title, count(DISTINCT ceremony_key) AS ceremonies, CAST(sum(count) AS BIGINT) AS recipients
FROM told LEFT JOIN official USING (official_key)
GROUP BY coalesce(official_id, told.name)
ORDER BY ceremonies DESC, recipients DESC NULLS LAST, name LIMIT 30
