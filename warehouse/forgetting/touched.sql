-- What the articles that go touch in the snapshot `old`: the tables forgotten (article_key) and reattributed (article_key, syndicated_of,
-- syndicated_from) name those that go and those whose text is now another's.

-- The relevant reports with what they tell of: a ceremony, or else the text.
CREATE TEMP TABLE telling AS
SELECT report.report_key, report.article_key, report.date, report.ceremony_key,
    coalesce('ceremony ' || report.ceremony_key, 'text ' || coalesce(article.syndicated_of, article.article_key)) AS event,
    coalesce(reattributed.article_key IS NOT NULL, false) AS renewed, report.article_key IN (FROM forgotten) AS gone,
    coalesce(CASE WHEN reattributed.article_key IS NULL THEN article.syndicated_of ELSE reattributed.syndicated_of END, article.article_key)
        AS root
FROM old.report JOIN old.article USING (article_key) LEFT JOIN reattributed USING (article_key) WHERE report.relevant;

-- The events that lose a report, or in which a copy is now the original.
CREATE TEMP TABLE touched_event AS SELECT DISTINCT event FROM telling WHERE gone OR renewed;

-- Where nobody is left who gives its day, it is a ceremony no more, and its texts are told apart.
CREATE TEMP TABLE ended AS
SELECT event, any_value(ceremony_key) AS ceremony_key FROM telling JOIN touched_event USING (event)
WHERE ceremony_key IS NOT NULL GROUP BY event HAVING count(date) FILTER (NOT gone) = 0;

-- The events whose awards are decided anew: with these, those at which awards of them were handed over, and so on.
CREATE TEMP TABLE reached AS
WITH RECURSIVE given AS (
    SELECT DISTINCT award_key, event FROM old.award_report JOIN telling USING (report_key)),
reached (event) AS (
    FROM touched_event
    UNION
    SELECT other.event FROM reached JOIN given USING (event) JOIN given AS other USING (award_key))
FROM reached;

CREATE TEMP TABLE touched_award AS
SELECT DISTINCT award_key FROM old.award_report JOIN telling USING (report_key) WHERE event IN (FROM reached);
CREATE TEMP TABLE touched_official AS
SELECT DISTINCT official_key FROM old.official_mention JOIN telling USING (report_key)
WHERE gone OR event IN (SELECT event FROM ended);
CREATE TEMP TABLE touched_movement AS
SELECT DISTINCT movement_key FROM old.report_movement JOIN telling USING (report_key) WHERE gone;
CREATE TEMP TABLE touched_document AS
SELECT DISTINCT document_key FROM old.report_document JOIN telling USING (report_key) WHERE gone;

-- The reports that stay and tell of any of these, and whether their awards are decided anew.
CREATE TEMP TABLE wanted AS
SELECT report_key, article_key, CASE WHEN ceremony_key IS NULL OR event IN (SELECT event FROM ended)
        THEN 'text ' || root ELSE event END AS event,
    ceremony_key IS NOT NULL AND event NOT IN (SELECT event FROM ended) AS held, event IN (FROM reached) AS whole
FROM telling
WHERE NOT gone AND (event IN (FROM reached)
    OR report_key IN (SELECT report_key FROM old.official_mention WHERE official_key IN (FROM touched_official))
    OR report_key IN (SELECT report_key FROM old.report_movement WHERE movement_key IN (FROM touched_movement))
    OR report_key IN (SELECT report_key FROM old.report_document WHERE document_key IN (FROM touched_document)));
