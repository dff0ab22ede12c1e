SELECT province_today, count(*) AS ceremonies, min(date) AS first, max(date) AS last
FROM ceremony
GROUP BY province_today
ORDER BY ceremonies DESC, province_today
