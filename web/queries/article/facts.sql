-- The award rows of a report, by its key in this snapshot, in the order of its text, each with the fact that it counts for.
WITH told AS (SELECT * FROM award_report WHERE report_key = $report_key)
SELECT told.* EXCLUDE (award_key, award_report_key, report_key), award_id, ceremony_id, recipient_names,
    award.count AS count_standing, award.qualifier AS qualifier_standing, conflict
FROM told JOIN award USING (award_key)
ORDER BY evidence_start, award_report_key
