-- Numbers of conferred awards that an outlet tells otherwise than the number that stands, with all that were reported. Their sentences are on the ceremony's page.
SELECT award.date, ceremony.title, award.ceremony_id, award.award, award.class, award.recipient,
    told.count AS told, award.count, counts_reported
FROM award_report AS told JOIN award USING (award_key)
    LEFT JOIN ceremony ON ceremony.ceremony_key = award.ceremony_key
WHERE told.report_key IN (SELECT report_key FROM report JOIN article USING (article_key) WHERE source = $source)
    AND told.status = 'conferred' AND part = 'same' AND NOT told.syndicated AND told.qualifier = 'exact'
    AND conflict AND told.count <> award.count
ORDER BY award.date DESC, award_report_key
