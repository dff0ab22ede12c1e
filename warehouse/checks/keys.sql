-- blocking: a key or id stands twice
SELECT 'article' AS of, article_id AS id FROM article GROUP BY article_id HAVING count(*) > 1
UNION ALL SELECT 'article', CAST(article_key AS VARCHAR) FROM article GROUP BY article_key HAVING count(*) > 1
UNION ALL SELECT 'article_address', article_id FROM (
    SELECT article_id FROM article UNION ALL SELECT article_id FROM article_address
) GROUP BY article_id HAVING count(*) > 1
UNION ALL SELECT 'article_version', concat(article_key, ' version ', version) FROM article_version
    GROUP BY article_key, version HAVING count(*) > 1
UNION ALL SELECT 'report', CAST(article_key AS VARCHAR) FROM report GROUP BY article_key HAVING count(*) > 1
UNION ALL SELECT 'report', CAST(report_key AS VARCHAR) FROM report GROUP BY report_key HAVING count(*) > 1
UNION ALL SELECT 'ceremony', ceremony_id FROM ceremony GROUP BY ceremony_id HAVING count(*) > 1
UNION ALL SELECT 'ceremony', CAST(ceremony_key AS VARCHAR) FROM ceremony GROUP BY ceremony_key HAVING count(*) > 1
UNION ALL SELECT 'official', official_id FROM official GROUP BY official_id HAVING count(*) > 1
UNION ALL SELECT 'official', CAST(official_key AS VARCHAR) FROM official GROUP BY official_key HAVING count(*) > 1
UNION ALL SELECT 'official_mention', mention_id FROM official_mention GROUP BY mention_id HAVING count(*) > 1
UNION ALL SELECT 'appearance', concat(official_key, ' at ', ceremony_key) FROM appearance
    GROUP BY official_key, ceremony_key HAVING count(*) > 1
UNION ALL SELECT 'award', award_id FROM award GROUP BY award_id HAVING count(*) > 1
UNION ALL SELECT 'award', CAST(award_key AS VARCHAR) FROM award GROUP BY award_key HAVING count(*) > 1
UNION ALL SELECT 'award_report', award_report_id FROM award_report GROUP BY award_report_id HAVING count(*) > 1
UNION ALL SELECT 'source', source FROM source GROUP BY source HAVING count(*) > 1
UNION ALL SELECT 'alias', concat(kind, ' ', old_id) FROM alias GROUP BY kind, old_id HAVING count(*) > 1
UNION ALL SELECT 'alias', concat(kind, ' ', old_id, ' is in use') FROM alias JOIN (
    SELECT 'ceremony' AS kind, ceremony_id AS old_id FROM ceremony
    UNION ALL SELECT 'official', official_id FROM official UNION ALL SELECT 'award', award_id FROM award
) USING (kind, old_id)
