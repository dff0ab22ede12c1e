-- Reports that launch a movement or sum it up, by year of the event, else of publication.
SELECT year(coalesce(report.date, report.published)) AS year, count(DISTINCT report_key) AS reports,
    count(DISTINCT ceremony_key) AS ceremonies, count(DISTINCT province_today) AS provinces
FROM movement JOIN report_movement USING (movement_key) JOIN report USING (report_key)
WHERE replace(fold(movement.name), ' ', '-') = $slug GROUP BY ALL ORDER BY year
