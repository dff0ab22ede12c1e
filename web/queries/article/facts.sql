-- The award rows of a report, by its key in this snapshot, in the order of its text, each with the fact that it counts for.
WITH told AS MATERIALIZED (SELECT * EXCLUDE (award_report_key, report_key) FROM award_report WHERE report_key = $report_key)
SELECT told.* EXCLUDE (award_key), fact.award_id, fact.ceremony_id, fact.recipient_names, fact.count AS count_standing,
    fact.qualifier AS qualifier_standing, fact.conflict
FROM told JOIN (
    SELECT award_key, award_id, ceremony_id, recipient_names, count, qualifier, conflict FROM award
    WHERE award_key IN (SELECT award_key FROM told)
) AS fact USING (award_key)
ORDER BY evidence_start, award_report_id
