-- Ceremonies, put together from all reports on them, and the reports. What most originals say stands, on a tie what is told
-- first; a copy speaks only where no original says anything.

INSERT INTO ceremony BY NAME
WITH account AS (
    SELECT report.*, article.age, article.outlet, article.title, article.url, article.published AS moment, article.day
    FROM work.report AS report JOIN work.article AS article ON article.id = report.article_id
    WHERE report.held AND report.event IS NOT NULL),
-- How much a report tells: two points for an award, one for an official.
weight AS (
    SELECT article_id, sum(points) AS points
    FROM (SELECT article_id, 2 AS points FROM work.award UNION ALL SELECT article_id, 1 FROM work.official)
    GROUP BY article_id),
value AS (
    UNPIVOT (
        SELECT event, copy, age, kind, part_of_day, province, place, venue, host, CAST(date AS VARCHAR) AS date,
            -- Of several days are those events alone that an original says so of; an end before the beginning is misread.
            CASE WHEN NOT copy AND date < date_end THEN concat(date, '/', date_end) END AS days
        FROM account)
    ON kind, part_of_day, province, place, venue, host, date, days INTO NAME field VALUE said),
vote AS (
    SELECT event, field, said, count(*) FILTER (NOT copy) AS originals, min(age) FILTER (NOT copy) AS first_original,
        count(*) AS reports, min(age) AS first_report
    FROM value GROUP BY event, field, said),
chosen AS (
    SELECT event, field,
        first(said ORDER BY originals DESC, first_original, reports DESC, first_report) AS said
    FROM vote GROUP BY event, field),
fact AS (
    SELECT event,
        any_value(said) FILTER (field = 'kind') AS kind,
        any_value(said) FILTER (field = 'part_of_day') AS part_of_day,
        any_value(said) FILTER (field = 'province') AS province,
        any_value(said) FILTER (field = 'place') AS place,
        any_value(said) FILTER (field = 'venue') AS venue,
        any_value(said) FILTER (field = 'host') AS host,
        any_value(said) FILTER (field = 'date') AS first_day,
        any_value(said) FILTER (field = 'days') AS days
    FROM chosen GROUP BY event),
told AS (
    SELECT event, count(*) AS reports,
        count(DISTINCT outlet) FILTER (NOT copy) AS outlets,
        min(moment) AS first_published,
        -- The report that tells most gives headline and address: an original, the fullest, the oldest.
        first({'title': title, 'url': url, 'day': day} ORDER BY copy, coalesce(points, 0) DESC, age) AS best
    FROM account LEFT JOIN weight USING (article_id) GROUP BY event),
dated AS (
    SELECT * EXCLUDE (first_day, days), CAST(coalesce(split_part(days, '/', 1), first_day) AS DATE) AS date,
        CAST(nullif(split_part(days, '/', 2), '') AS DATE) AS date_end
    FROM fact JOIN told USING (event))
SELECT row_number() OVER (ORDER BY dated.date, coalesce(dated.province, ''), identity.id) AS ceremony_key,
    identity.id AS ceremony_id, best.title AS title, best.url AS url, year(dated.date) AS year,
    unit.province_today, dated.* EXCLUDE (event, best)
FROM dated LEFT JOIN work.identity AS identity ON identity.kind = 'ceremony' AND identity.grp = dated.event
    ASOF LEFT JOIN province_then AS unit
    ON unit.province = dated.province AND coalesce(dated.date, best.day, DATE '9999-12-31') >= unit.since
ORDER BY ceremony_key;

-- The reports with their keys, which all other rows refer to; numbered by article.
CREATE TEMP TABLE account AS
WITH held AS (
    SELECT identity.grp AS event, ceremony.ceremony_key
    FROM work.identity AS identity JOIN ceremony ON ceremony.ceremony_id = identity.id
    WHERE identity.kind = 'ceremony')
SELECT row_number() OVER (ORDER BY report.article_id) AS report_key, report.article_id, report.event, report.copy,
    report.province, held.ceremony_key, article.age, article.source, article.url, article.day AS published,
    coalesce(report.date, article.day) AS seen
FROM work.report AS report JOIN work.article AS article ON article.id = report.article_id LEFT JOIN held USING (event);

INSERT INTO report BY NAME
SELECT account.report_key, article.article_key, account.ceremony_key, account.published,
    report.* EXCLUDE (article_id, event, held, copy), unit.province_today
FROM work.report AS report JOIN account USING (article_id) JOIN article USING (article_id)
    ASOF LEFT JOIN province_then AS unit
    ON unit.province = account.province AND coalesce(account.seen, DATE '9999-12-31') >= unit.since
ORDER BY report_key;
