-- Which events are gone through for their awards: those that several reports tell of and that were grouped anew, and those with an
-- award that reports on several events tell of. The awards of the others are as the snapshot before has them.

CREATE TEMP TABLE several AS SELECT event FROM work.report WHERE event IS NOT NULL GROUP BY event HAVING count(*) > 1;
CREATE TEMP TABLE told_before AS
SELECT award_key, event, handed_over_key FROM work.report JOIN former.article USING (article_id)
JOIN former.report AS before USING (article_key) JOIN former.award_report USING (report_key) JOIN former.award USING (award_key)
WHERE event IS NOT NULL;
CREATE TABLE work.award_reach AS
SELECT event FROM several WHERE event IN (
    SELECT event FROM work.report JOIN work.event_reach USING (article_id)
    UNION ALL
    SELECT event FROM told_before WHERE handed_over_key IS NOT NULL OR award_key IN (
        SELECT award_key FROM told_before GROUP BY award_key HAVING min(event) < max(event)));
DROP TABLE told_before;

CREATE TEMP TABLE kept AS
SELECT award_key, award_report.award_report_id, min(award_report.award_report_id) OVER (PARTITION BY award_key) AS award_group, part, report.event
FROM former.award_report JOIN former.report AS before USING (report_key) JOIN former.article USING (article_key)
JOIN work.report USING (article_id) JOIN several USING (event) WHERE event NOT IN (FROM work.award_reach);
INSERT INTO work.award_member BY NAME SELECT award_report_id, award_group, part FROM kept;
INSERT INTO work.award_choice BY NAME
SELECT award_group, best_id AS best, count, qualifier, reports_agreeing AS agreeing, conflict, status, class, grantor, recipient, event
FROM (SELECT DISTINCT award_key, award_group, event FROM kept) JOIN former.award USING (award_key);
DROP TABLE several; DROP TABLE kept;
