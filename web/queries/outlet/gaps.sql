-- Months between an outlet's first and last article of which none was read: what they tell of nothing says nothing.
SELECT CAST(month AS DATE) AS month
FROM (
    SELECT unnest(generate_series(min(month), max(month), INTERVAL 1 MONTH)) AS month
    FROM coverage WHERE source = $source AND read > 0
)
WHERE month NOT IN (SELECT month FROM coverage WHERE source = $source AND read > 0 AND month IS NOT NULL)
ORDER BY month DESC
