-- The award rows of an article, in the order of its text, each with the fact that it counts for.
SELECT award_report_id, award_id, ceremony_id, part, syndicated, award_report.award, award_report.name,
    award_report.class, award_report.recipient, award_report.count, award_report.qualifier, award_report.status,
    award_report.period_start, award_report.period_end, award_report.grantor, award_report.grantor_name,
    award_report.presented_by, recipient_names,
    list_transform(award_report.breakdown, lambda one: one.label || ': ' || one.count) AS breakdown,
    award_report.evidence, evidence_start, evidence_end, award_report.confidence, award.count AS count_standing,
    award.qualifier AS qualifier_standing, conflict, award_report.corrected_by, award_report.corrected_on,
    award_report.corrected_why, award_report.as_read
FROM award_report JOIN award USING (award_key)
WHERE report_key = (
    SELECT report_key FROM report JOIN article USING (article_key) WHERE article_id = $article_id)
ORDER BY evidence_start, award_report_key
