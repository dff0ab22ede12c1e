-- What the relevant reports tell, a row each; what was decided of awards and persons is filled in later.

CREATE TABLE work.told_award AS
SELECT article_id, award.* FROM (SELECT article_id, unnest(awards) AS award FROM work.told JOIN work.report USING (article_id) WHERE report.relevant);
CREATE TABLE work.told_official AS
SELECT article_id, official.* RENAME (place AS named_place), coalesce(official.place, report.province, article.province) AS scope
FROM (SELECT article_id, unnest(officials) AS official FROM work.told)
JOIN work.report USING (article_id) JOIN work.article ON id = article_id WHERE report.relevant;

INSERT INTO work.movement BY NAME
SELECT article_id, topic.* FROM (SELECT article_id, unnest(movements) AS topic FROM work.told) JOIN work.report USING (article_id)
WHERE report.relevant;

INSERT INTO work.document BY NAME
SELECT article_id, topic.* EXCLUDE (start_date, end_date) FROM (SELECT article_id, unnest(documents) AS topic FROM work.told)
JOIN work.report USING (article_id) WHERE report.relevant;
