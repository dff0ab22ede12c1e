-- The provinces of today in which a movement is launched or summed up; a row without province is of central bodies.
SELECT province_today, count(DISTINCT ceremony_key) AS ceremonies, count(DISTINCT report_key) AS reports,
    min(coalesce(report.date, report.published)) AS first_seen, max(coalesce(report.date, report.published)) AS last_seen
FROM movement JOIN report_movement USING (movement_key) JOIN report USING (report_key)
WHERE replace(fold(movement.name), ' ', '-') = $slug
GROUP BY province_today ORDER BY ceremonies DESC, reports DESC, province_today
