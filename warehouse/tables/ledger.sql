-- What the snapshot before knew of ids.

INSERT INTO work.ledger
SELECT 'ceremony', ceremony_id, article_id FROM former.report JOIN former.ceremony USING (ceremony_key) JOIN former.article USING (article_key)
UNION ALL SELECT 'official', official_id, mention_id FROM former.official_mention JOIN former.official USING (official_key)
UNION ALL SELECT 'award', award_id, award_report_id FROM former.award_report JOIN former.award USING (award_key);

INSERT INTO work.retired SELECT kind, old_id, id FROM former.alias;
