-- The reports, with the event that each tells of.

INSERT INTO work.report BY NAME
SELECT told.* EXCLUDE (report_hash, keys, movements, documents, published),
    event, coalesce(held, false) AS held, article_id IN (FROM work.copy) AS copy
FROM work.told JOIN work.article ON id = article_id LEFT JOIN work.gathered USING (article_id);

-- Where an event is, as most of its reports say: what an outlet of that province tells counts first.
CREATE TABLE work.event_place AS
SELECT event, first(province ORDER BY originals DESC, first_original, reports DESC, first_report) AS province FROM (
    SELECT event, report.province, count(*) FILTER (NOT copy) AS originals, min(age) FILTER (NOT copy) AS first_original,
        count(*) AS reports, min(age) AS first_report
    FROM work.report JOIN work.article ON id = article_id WHERE event IS NOT NULL AND report.province IS NOT NULL GROUP BY ALL
) GROUP BY event;
