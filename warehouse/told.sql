-- What the relevant reports tell, a row each; what was decided of awards and persons is filled in later.

CREATE TABLE work.told_award AS
SELECT article_id, award.* FROM (SELECT article_id, unnest(awards) AS award FROM work.told JOIN work.report USING (article_id) WHERE report.relevant);
CREATE TABLE work.told_official AS
SELECT article_id, official.* RENAME (place AS named_place), coalesce(official.place, report.province, article.province) AS scope
FROM (SELECT article_id, unnest(officials) AS official FROM work.told)
JOIN work.report USING (article_id) JOIN work.article ON id = article_id WHERE report.relevant;

-- An award row as it is compared with others (`warehouse.told_awards.AwardTold`).
CREATE VIEW work.award_row AS
SELECT award_report_id AS id, told.article_id AS report, row, told.award, name_norm AS name, told.class AS award_class, told.grantor,
    told.recipient, told.count, told.qualifier, told.status, period_start, period_end, named AS recipients, copy, article.outlet,
    age, article.published IS NOT NULL AS dated, coalesce(article.province = place.province, false) AS local, counted AS corrected,
    confidence, evidence, report.event
FROM work.told_award AS told JOIN work.report USING (article_id) JOIN work.article ON article.id = told.article_id
LEFT JOIN work.event_place AS place USING (event);

INSERT INTO work.movement BY NAME
SELECT article_id, topic.* FROM (SELECT article_id, unnest(movements) AS topic FROM work.told) JOIN work.report USING (article_id)
WHERE report.relevant;

INSERT INTO work.document BY NAME
SELECT article_id, topic.* EXCLUDE (start_date, end_date) FROM (SELECT article_id, unnest(documents) AS topic FROM work.told)
JOIN work.report USING (article_id) WHERE report.relevant;
