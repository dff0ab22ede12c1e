-- blocking: a key or id stands twice
SELECT 'run' AS of, CAST(snapshot AS VARCHAR) AS id FROM run GROUP BY snapshot HAVING count(*) > 1
UNION ALL SELECT 'source', source FROM source GROUP BY source HAVING count(*) > 1
UNION ALL SELECT 'province', province_id FROM province GROUP BY province_id HAVING count(*) > 1
UNION ALL SELECT 'award_type', award FROM award_type GROUP BY award HAVING count(*) > 1
UNION ALL SELECT 'grantor', grantor FROM grantor GROUP BY grantor HAVING count(*) > 1
UNION ALL SELECT 'code_label', concat_ws(' ', code_of, code) FROM code_label GROUP BY code_of, code HAVING count(*) > 1
UNION ALL SELECT 'coverage', concat_ws(' ', source, month) FROM coverage GROUP BY source, month HAVING count(*) > 1
UNION ALL SELECT 'article', CAST(article_key AS VARCHAR) FROM article GROUP BY article_key HAVING count(*) > 1
UNION ALL SELECT 'article', article_id FROM article GROUP BY article_id HAVING count(*) > 1
UNION ALL SELECT 'article_address', article_id FROM article_address GROUP BY article_id HAVING count(*) > 1
UNION ALL SELECT 'article_version', concat_ws(' ', article_key, version) FROM article_version GROUP BY article_key, version HAVING count(*) > 1
UNION ALL SELECT 'report', CAST(report_key AS VARCHAR) FROM report GROUP BY report_key HAVING count(*) > 1
UNION ALL SELECT 'report', CAST(article_key AS VARCHAR) FROM report GROUP BY article_key HAVING count(*) > 1
UNION ALL SELECT 'ceremony', CAST(ceremony_key AS VARCHAR) FROM ceremony GROUP BY ceremony_key HAVING count(*) > 1
UNION ALL SELECT 'ceremony', ceremony_id FROM ceremony GROUP BY ceremony_id HAVING count(*) > 1
UNION ALL SELECT 'official', CAST(official_key AS VARCHAR) FROM official GROUP BY official_key HAVING count(*) > 1
UNION ALL SELECT 'official', official_id FROM official GROUP BY official_id HAVING count(*) > 1
UNION ALL SELECT 'position', CAST(position_key AS VARCHAR) FROM position GROUP BY position_key HAVING count(*) > 1
UNION ALL SELECT 'appearance', CAST(appearance_key AS VARCHAR) FROM appearance GROUP BY appearance_key HAVING count(*) > 1
UNION ALL SELECT 'appearance', concat_ws(' ', official_key, ceremony_key) FROM appearance GROUP BY official_key, ceremony_key HAVING count(*) > 1
UNION ALL SELECT 'official_mention', CAST(mention_key AS VARCHAR) FROM official_mention GROUP BY mention_key HAVING count(*) > 1
UNION ALL SELECT 'official_mention', mention_id FROM official_mention GROUP BY mention_id HAVING count(*) > 1
UNION ALL SELECT 'award', CAST(award_key AS VARCHAR) FROM award GROUP BY award_key HAVING count(*) > 1
UNION ALL SELECT 'award', award_id FROM award GROUP BY award_id HAVING count(*) > 1
UNION ALL SELECT 'award_report', CAST(award_report_key AS VARCHAR) FROM award_report GROUP BY award_report_key HAVING count(*) > 1
UNION ALL SELECT 'award_report', award_report_id FROM award_report GROUP BY award_report_id HAVING count(*) > 1
UNION ALL SELECT 'recipient', CAST(recipient_key AS VARCHAR) FROM recipient GROUP BY recipient_key HAVING count(*) > 1
UNION ALL SELECT 'recipient_history', CAST(recipient_key AS VARCHAR) FROM recipient_history GROUP BY recipient_key HAVING count(*) > 1
UNION ALL SELECT 'award_occupation', concat_ws(' ', award_key, occupation) FROM award_occupation GROUP BY award_key, occupation HAVING count(*) > 1
UNION ALL SELECT 'award_count', concat_ws(' ', year, province_today, province, award, class) FROM award_count GROUP BY year, province_today, province, award, class HAVING count(*) > 1
UNION ALL SELECT 'movement', CAST(movement_key AS VARCHAR) FROM movement GROUP BY movement_key HAVING count(*) > 1
UNION ALL SELECT 'document', CAST(document_key AS VARCHAR) FROM document GROUP BY document_key HAVING count(*) > 1
UNION ALL SELECT 'correction', CAST(correction_key AS VARCHAR) FROM correction GROUP BY correction_key HAVING count(*) > 1
UNION ALL SELECT 'alias', concat_ws(' ', kind, old_id) FROM alias GROUP BY kind, old_id HAVING count(*) > 1
UNION ALL SELECT 'article_address', article_id FROM (
    SELECT article_id FROM article UNION ALL SELECT article_id FROM article_address
) GROUP BY article_id HAVING count(*) > 1
UNION ALL SELECT 'alias', concat(kind, ' ', old_id, ' is in use') FROM alias JOIN (
    SELECT 'ceremony' AS kind, ceremony_id AS old_id FROM ceremony
    UNION ALL SELECT 'official', official_id FROM official UNION ALL SELECT 'award', award_id FROM award
) USING (kind, old_id)
