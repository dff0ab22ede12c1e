-- Numbers of conferred awards that an outlet tells otherwise than the number that stands, with all that were reported. Their sentences are on the ceremony's page.
WITH disputed AS MATERIALIZED (
    SELECT award_key, date, ceremony_key, ceremony_id, award, class, recipient, count, counts_reported
    FROM award WHERE conflict
), told AS MATERIALIZED (
    SELECT award_report_key, award_key, report_key, count
    FROM award_report
    WHERE award_key IN (SELECT award_key FROM disputed)
        AND status = 'conferred' AND part = 'same' AND NOT syndicated AND qualifier = 'exact'
)
SELECT disputed.date, ceremony.title, disputed.ceremony_id, disputed.award, disputed.class, disputed.recipient,
    told.count AS told, disputed.count, counts_reported
FROM told JOIN disputed USING (award_key) LEFT JOIN ceremony ON ceremony.ceremony_key = disputed.ceremony_key
WHERE told.count <> disputed.count
    AND report_key IN (SELECT report_key FROM report JOIN article USING (article_key) WHERE source = $source)
ORDER BY disputed.date DESC, award_report_key
