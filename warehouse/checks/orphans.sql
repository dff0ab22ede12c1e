-- blocking: a row refers to a row that is not there
SELECT 'report' AS of, report_key AS key, 'article' AS missing FROM report ANTI JOIN article USING (article_key)
UNION ALL SELECT 'report', report_key, 'ceremony' FROM report ANTI JOIN ceremony USING (ceremony_key)
    WHERE ceremony_key IS NOT NULL
UNION ALL SELECT 'ceremony', ceremony_key, 'report' FROM ceremony ANTI JOIN report USING (ceremony_key)
UNION ALL SELECT 'article', article_key, 'original' FROM article AS copy
    WHERE syndicated_of IS NOT NULL AND NOT EXISTS (FROM article WHERE article.article_key = copy.syndicated_of)
UNION ALL SELECT 'article_address', article_key, 'article' FROM article_address ANTI JOIN article USING (article_key)
UNION ALL SELECT 'article_version', article_key, 'article' FROM article_version ANTI JOIN article USING (article_key)
UNION ALL SELECT 'award', award_key, 'ceremony' FROM award ANTI JOIN ceremony USING (ceremony_key, ceremony_id)
    WHERE ceremony_key IS NOT NULL OR ceremony_id IS NOT NULL
UNION ALL SELECT 'award', award_key, 'award_report' FROM award
    ANTI JOIN (FROM award_report WHERE part = 'same') USING (award_key)
UNION ALL SELECT 'award', award_key, 'award_type' FROM award ANTI JOIN award_type USING (award)
UNION ALL SELECT 'award', award_key, 'grantor' FROM award ANTI JOIN grantor USING (grantor) WHERE grantor IS NOT NULL
UNION ALL SELECT 'award_report', award_report_key, 'award' FROM award_report ANTI JOIN award USING (award_key)
UNION ALL SELECT 'award_report', award_report_key, 'report' FROM award_report ANTI JOIN report USING (report_key)
UNION ALL SELECT 'recipient', recipient_key, 'award' FROM recipient ANTI JOIN award USING (award_key)
UNION ALL SELECT 'recipient', recipient_key, 'report' FROM recipient ANTI JOIN report USING (report_key)
UNION ALL SELECT 'official', official_key, 'mention' FROM official ANTI JOIN official_mention USING (official_key)
UNION ALL SELECT 'official_mention', mention_key, 'official' FROM official_mention ANTI JOIN official USING (official_key)
UNION ALL SELECT 'official_mention', mention_key, 'report' FROM official_mention ANTI JOIN report USING (report_key)
UNION ALL SELECT 'position', position_key, 'official' FROM position ANTI JOIN official USING (official_key)
UNION ALL SELECT 'appearance', appearance_key, 'official' FROM appearance ANTI JOIN official USING (official_key)
UNION ALL SELECT 'appearance', appearance_key, 'ceremony' FROM appearance ANTI JOIN ceremony USING (ceremony_key)
UNION ALL SELECT 'report_movement', report_key, 'movement' FROM report_movement ANTI JOIN movement USING (movement_key)
UNION ALL SELECT 'report_movement', movement_key, 'report' FROM report_movement ANTI JOIN report USING (report_key)
UNION ALL SELECT 'report_document', report_key, 'document' FROM report_document ANTI JOIN document USING (document_key)
UNION ALL SELECT 'report_document', document_key, 'report' FROM report_document ANTI JOIN report USING (report_key)
UNION ALL SELECT 'presentation', award_key, 'award' FROM presentation ANTI JOIN award USING (award_key)
UNION ALL SELECT 'presentation', official_key, 'official' FROM presentation ANTI JOIN official USING (official_key)
    WHERE official_key IS NOT NULL
UNION ALL SELECT 'recipient_history', recipient_key, 'recipient' FROM recipient_history
    ANTI JOIN recipient USING (recipient_key)
UNION ALL SELECT 'award_occupation', award_key, 'award' FROM award_occupation ANTI JOIN award USING (award_key)
UNION ALL SELECT 'article', article_key, 'source' FROM article ANTI JOIN source USING (source) WHERE source IS NOT NULL
UNION ALL SELECT 'award_type', NULL, 'grantor' FROM award_type ANTI JOIN grantor USING (grantor) WHERE grantor IS NOT NULL
UNION ALL SELECT 'award_report', award_report_key, 'grantor' FROM award_report ANTI JOIN grantor USING (grantor)
    WHERE grantor IS NOT NULL
UNION ALL SELECT 'award_report', award_report_key, 'award_type' FROM award_report ANTI JOIN award_type USING (award)
UNION ALL SELECT 'award_count', NULL, 'award_type' FROM award_count ANTI JOIN award_type USING (award)
UNION ALL SELECT 'correction', correction_key, 'article' FROM correction ANTI JOIN article USING (article_key)
    WHERE article_key IS NOT NULL
