-- blocking: a number in one table is not what another table has
SELECT 'ceremony' AS of, ceremony_id AS id, ceremony.reports AS stated, count(*) AS counted
FROM ceremony JOIN report USING (ceremony_key) GROUP BY ALL HAVING count(*) <> ceremony.reports
UNION ALL SELECT 'award', award_id, award.reports, count(DISTINCT report_key)
    FROM award JOIN award_report USING (award_key) WHERE part = 'same'
    GROUP BY ALL HAVING count(DISTINCT report_key) <> award.reports
UNION ALL SELECT 'award', award_id, len(recipient_names), count(recipient_key)
    FROM award LEFT JOIN recipient USING (award_key) GROUP BY award_id, len(recipient_names)
    HAVING count(recipient_key) <> len(recipient_names)
UNION ALL SELECT 'official', official_id, ceremonies, count(appearance_key)
    FROM official LEFT JOIN appearance USING (official_key) GROUP BY ALL HAVING count(appearance_key) <> ceremonies
UNION ALL SELECT 'source', source.source, articles, count(article_key)
    FROM source LEFT JOIN article USING (source) GROUP BY ALL HAVING count(article_key) <> articles
UNION ALL SELECT 'coverage', 'read', (SELECT sum(read) FROM coverage), (SELECT count(*) FROM article)
    WHERE (SELECT coalesce(sum(read), 0) FROM coverage) <> (SELECT count(*) FROM article)
UNION ALL SELECT 'coverage', concat(source, ' ', month), read, found FROM coverage
    WHERE found < read OR aside > found - read OR read < relevant OR relevant < copies OR relevant < with_awards
        OR copies < 0 OR with_awards < 0 OR aside < 0
UNION ALL SELECT 'award_count', 'awards', (SELECT sum(awards) FROM award_count), count(*) FROM award
    WHERE status = 'conferred' HAVING coalesce((SELECT sum(awards) FROM award_count), 0) <> count(*)
