-- blocking: a count is none that an award can have
SELECT award_id, count, reports, reports_agreeing, confidence FROM award
WHERE count < 1 OR reports < 1 OR reports_agreeing > reports OR reports_agreeing < 1 OR confidence NOT BETWEEN 0 AND 1
    OR (count IS NULL AND qualifier <> 'exact') OR (count IS NOT NULL AND NOT list_contains(counts_reported, count))
UNION ALL SELECT award_report_id, count, NULL, NULL, confidence FROM award_report
WHERE count < 1 OR confidence NOT BETWEEN 0 AND 1 OR (count IS NULL AND qualifier <> 'exact')
UNION ALL SELECT award_id, part.count, NULL, NULL, NULL FROM (SELECT award_id, unnest(breakdown) AS part FROM award)
WHERE part.count < 1
