-- The office holders whom a report names, by the report's key in this snapshot.
SELECT official_id, official_mention.name, titles, roles, corrected_by, corrected_on, corrected_why, as_read
FROM official_mention JOIN official USING (official_key)
WHERE report_key = $report_key ORDER BY mention_key
