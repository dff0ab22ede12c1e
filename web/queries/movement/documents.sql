-- The documents that reports on a movement cite.
SELECT document.name AS document, count(DISTINCT report_key) AS reports,
    min(coalesce(report.date, report.published)) AS first_cited, max(coalesce(report.date, report.published)) AS last_cited
FROM movement JOIN report_movement USING (movement_key) JOIN report_document USING (report_key)
    JOIN document USING (document_key) JOIN report USING (report_key)
WHERE replace(fold(movement.name), ' ', '-') = $slug GROUP BY document.name ORDER BY reports DESC, document.name
