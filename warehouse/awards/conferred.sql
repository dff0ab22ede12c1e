-- The conferred awards that name a recipient, or whose reports cite a decision, whom an award of the same type at another event names
-- or cites too: no others can have been handed over again.

WITH member AS (
    SELECT award_group, flatten(list(named)) AS all_named, flatten(list(known_by)) AS all_known
    FROM work.award_member JOIN work.award USING (award_report_id) WHERE part <> 'total' AND len(named) > 0 GROUP BY award_group),
cited AS (
    SELECT award_group, list(DISTINCT norm ORDER BY norm) AS documents
    FROM work.award_member JOIN work.award USING (award_report_id) JOIN work.report USING (article_id)
    JOIN work.document USING (article_id)
    WHERE part = 'same' AND NOT copy GROUP BY award_group),
choice AS (
    SELECT choice.*, best.award, documents, all_named, list_concat(
        list_transform(coalesce(all_known, []), lambda name: concat('n ', name)),
        list_filter(coalesce(documents, []), lambda document: contains(document, '/qđ'))) AS keys
    FROM work.award_choice AS choice JOIN work.award AS best ON best.award_report_id = choice.best
    LEFT JOIN member USING (award_group) LEFT JOIN cited USING (award_group)
    WHERE choice.status = 'conferred' AND (len(all_named) > 0 OR len(documents) > 0)),
key AS (SELECT award_group, event, award, unnest(keys) AS key FROM choice),
again AS (
    SELECT DISTINCT award_group
    FROM key SEMI JOIN (SELECT award, key FROM key GROUP BY ALL HAVING min(event) < max(event)) USING (award, key)),
said AS (
    SELECT event, bool_or(held) AS held, min(report.date) FILTER (held) AS date, min(day) AS published
    FROM work.report JOIN work.article ON id = article_id WHERE event IS NOT NULL GROUP BY event)
SELECT choice.award_group AS group, choice.event, said.held, coalesce(said.date, said.published) AS day, place.province, report.kind, best.award,
    best.name_norm AS name, choice.class AS award_class, choice.grantor, choice.recipient, choice.count, choice.qualifier,
    best.period_start, best.period_end, list_sort(list_distinct(coalesce(all_named, []))) AS recipients,
    coalesce(documents, []) AS documents, best.evidence
FROM choice SEMI JOIN again USING (award_group) JOIN work.award AS best ON best.award_report_id = choice.best
JOIN work.report ON report.article_id = best.article_id JOIN said ON said.event = choice.event
LEFT JOIN work.event_place AS place ON place.event = choice.event
ORDER BY choice.award_group
