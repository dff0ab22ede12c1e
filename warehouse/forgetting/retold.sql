-- The work tables of what is touched, but for what the reports tell (`work.told`), which is there.

INSERT INTO work.article BY NAME
SELECT article.* EXCLUDE (article_key, article_id, province_today, syndicated_of, syndicated_from), article.article_id AS id,
    coalesce(outlet.outlet, article.article_id) AS outlet, report.published AS day,
    row_number() OVER (ORDER BY article.published IS NULL, article.published, article.article_id) AS age,
    original.article_id AS syndicated_of
FROM old.article JOIN wanted USING (article_key) JOIN old.report ON report.report_key = wanted.report_key
    LEFT JOIN outlet_of AS outlet ON outlet.source = article.source
    LEFT JOIN reattributed ON reattributed.article_key = article.article_key
    LEFT JOIN old.article AS original ON original.article_key =
        CASE WHEN reattributed.article_key IS NULL THEN article.syndicated_of ELSE reattributed.syndicated_of END;

CREATE TABLE work.gathered AS
SELECT article_id, event, held, event AS kin FROM wanted JOIN old.article USING (article_key);

INSERT INTO work.person
SELECT mention_id, official_id AS person FROM old.official_mention JOIN old.official USING (official_key)
WHERE report_key IN (SELECT report_key FROM wanted);

INSERT INTO work.identity
SELECT DISTINCT 'ceremony', event, ceremony_id FROM wanted JOIN old.report USING (report_key) JOIN old.ceremony USING (ceremony_key)
WHERE held
UNION ALL SELECT DISTINCT 'official', person, person FROM work.person;

-- The awards that are not told anew only keep their ids from others.
INSERT INTO work.ledger
SELECT 'award', award_id, award_report_id
FROM old.award JOIN old.award_report USING (award_key) JOIN old.report USING (report_key)
WHERE article_key NOT IN (FROM forgotten);
