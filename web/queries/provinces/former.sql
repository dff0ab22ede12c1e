-- The 63 provinces of 30 June 2025 with what each conferred in its own time. An award without a day counts by its first report.
SELECT former.province, former.province_today, count(DISTINCT ceremony_key) AS ceremonies, count(award_key) AS awards,
    CAST(CASE WHEN count(award_key) > 0 THEN sum(count) ELSE 0 END AS BIGINT) AS recipients,
    count(award_key) - count(count) AS without_count, count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts, former.type, former.valid_from
FROM province_63 AS former
LEFT JOIN (
    SELECT *, coalesce(date, published) AS day FROM award WHERE status = 'conferred' AND province IS NOT NULL
) AS conferred ON conferred.province = former.province AND day >= former.valid_from AND day < DATE '2025-07-01'
GROUP BY ALL ORDER BY former.province
