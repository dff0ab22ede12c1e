-- blocking: evidence does not lie in the text that was read
SELECT award_report_id AS id, evidence_start, evidence_end FROM award_report
JOIN report USING (report_key) JOIN article USING (article_key)
WHERE evidence_start < 0 OR evidence_end > article.text_length OR evidence_end - evidence_start <> length(evidence)
    OR evidence = '' OR report.text_hash <> article.text_hash
UNION ALL SELECT award_id, NULL, NULL FROM award
ANTI JOIN (FROM award_report WHERE part = 'same') USING (award_key, evidence)
