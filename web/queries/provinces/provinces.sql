-- The 34 provinces of today with what was conferred on their territory, in years before the merger too.
SELECT now.province AS province_today, coalesce(ceremonies, 0) AS ceremonies, coalesce(awards, 0) AS awards,
    CASE WHEN awards IS NULL THEN 0 ELSE recipients END AS recipients, coalesce(without_count, 0) AS without_count,
    coalesce(rounded, 0) AS rounded, coalesce(conflicts, 0) AS conflicts, now.type, now.made_of
FROM province_34 AS now
LEFT JOIN (
    SELECT province_today AS province, CAST(sum(awards) AS BIGINT) AS awards,
        CAST(sum(recipients) AS BIGINT) AS recipients, CAST(sum(without_count) AS BIGINT) AS without_count,
        CAST(sum(rounded) AS BIGINT) AS rounded, CAST(sum(conflicts) AS BIGINT) AS conflicts
    FROM award_count GROUP BY province_today
) USING (province)
LEFT JOIN (
    SELECT province_today AS province, count(*) AS ceremonies FROM ceremony
    WHERE ceremony_key IN (SELECT ceremony_key FROM award WHERE status = 'conferred') GROUP BY province_today
) USING (province)
ORDER BY awards DESC, province
