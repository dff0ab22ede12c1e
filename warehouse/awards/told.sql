-- What the relevant reports tell, a row each.

DELETE FROM work.award WHERE article_id NOT IN (SELECT article_id FROM work.report WHERE relevant);
DELETE FROM work.official WHERE article_id NOT IN (SELECT article_id FROM work.report WHERE relevant);

UPDATE work.official SET scope = coalesce(scope, report.province, article.province)
FROM work.report JOIN work.article ON id = article_id WHERE report.article_id = official.article_id;

-- An award row as it is compared with others (`warehouse.awards.told.AwardTold`).
CREATE VIEW work.award_row AS
SELECT award_report_id AS id, told.article_id AS report, row, told.award, name_norm AS name, told.class AS award_class, told.grantor,
    told.recipient, told.count, told.qualifier, told.status, period_start, period_end, named AS recipients, copy, article.outlet,
    age, article.published IS NOT NULL AS dated, coalesce(article.province = place.province, false) AS local, counted AS corrected,
    confidence, evidence, report.event
FROM work.award AS told JOIN work.report USING (article_id) JOIN work.article ON article.id = told.article_id
LEFT JOIN work.event_place AS place USING (event);

INSERT INTO work.movement BY NAME
SELECT article_id, topic.* FROM (SELECT article_id, unnest(movements) AS topic FROM work.told) JOIN work.report USING (article_id)
WHERE report.relevant;

INSERT INTO work.document BY NAME
SELECT article_id, topic.* EXCLUDE (start_date, end_date) FROM (SELECT article_id, unnest(documents) AS topic FROM work.told)
JOIN work.report USING (article_id) WHERE report.relevant;
