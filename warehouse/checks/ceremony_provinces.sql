-- warning: reports of one ceremony give it to several provinces
SELECT ceremony_id, ceremony.date, list(DISTINCT report.province ORDER BY report.province) AS provinces, any_value(ceremony.url) AS url
FROM ceremony JOIN report USING (ceremony_key) WHERE report.province IS NOT NULL
GROUP BY ceremony_id, ceremony.date HAVING count(DISTINCT coalesce(report.province_today, report.province)) > 1
ORDER BY ceremony.date, ceremony_id
