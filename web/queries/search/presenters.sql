-- Who handed over some awards at some ceremonies, as the reports tell.
SELECT any_value(official_id) AS official_id, coalesce(any_value(official.name), any_value(presentation.name)) AS name,
    any_value(official.title) AS title, count(DISTINCT award.ceremony_id) AS ceremonies,
    CAST(sum(award.count) AS BIGINT) AS recipients
FROM award JOIN presentation USING (award_key) LEFT JOIN official USING (official_key)
WHERE status = 'conferred' AND award.ceremony_id IN (SELECT unnest(CAST($ids AS VARCHAR[])))
    AND (award.award IN (SELECT unnest(CAST($awards AS VARCHAR[])))
        OR award.award || ':' || award.class IN (SELECT unnest(CAST($awards AS VARCHAR[]))))
GROUP BY coalesce(official_id, presentation.name)
ORDER BY ceremonies DESC, recipients DESC NULLS LAST, name LIMIT 30
