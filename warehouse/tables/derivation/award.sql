-- Awards, what each report says of them, and who received them. Which rows tell of one award, its number and its best row were
-- decided before.

-- The rows in the order in which they speak for their award: originals before copies, the oldest article, the row. Those speak
-- for it that are its own, not a total of several awards or a part of one.
CREATE TEMP TABLE told AS
SELECT award.* EXCLUDE (article_id, award, name, class, grantor, qualifier, status, period_start, period_end, evidence,
        evidence_start, evidence_end, confidence, counted, name_norm, named, known_by),
    award_group, part = 'same' AS own, award.award_report_id = choice.best AS best, choice.count AS chosen,
    account.* EXCLUDE (article_id, event, seen),
    row_number() OVER (PARTITION BY award_group ORDER BY account.copy, account.age, award.row) AS place
FROM work.award LEFT JOIN work.award_member USING (award_report_id) LEFT JOIN account USING (article_id)
    LEFT JOIN work.award_choice AS choice USING (award_group);

-- Awards are numbered by ceremony, then the undated ones by the first article on the event, then by their first row.
CREATE TEMP TABLE given AS
WITH event AS (
    SELECT event, any_value(ceremony_key) AS ceremony_key, min(report_key) AS first_report
    FROM account WHERE event IS NOT NULL GROUP BY event),
said AS (
    SELECT award_group, min(published) FILTER (own) AS published, count(DISTINCT report_key) FILTER (own) AS reports,
        first({'copy': copy, 'age': age, 'row': row} ORDER BY place) FILTER (own) AS first_row,
        -- All numbers, those of totals and parts too.
        list_sort(list_distinct(list(count) FILTER (count IS NOT NULL))) AS counts_reported,
        -- The parts of the number that stands, by the best row or else the first that tells any.
        first(breakdown ORDER BY CASE WHEN best THEN 0 ELSE place END)
            FILTER (own AND len(breakdown) > 0 AND count IS NOT DISTINCT FROM chosen) AS breakdown,
        -- Who corrected it: in the best row, or else in the first.
        first({'by': corrected_by, 'on': corrected_on, 'why': corrected_why, 'as_read': as_read}
            ORDER BY CASE WHEN best THEN 0 ELSE place END)
            FILTER (own AND corrected_by IS NOT NULL) AS word,
        any_value({'province': province, 'source': source, 'url': url}) FILTER (best) AS account
    FROM told GROUP BY award_group)
SELECT choice.*, said.* EXCLUDE (award_group, first_row), identity.id AS award_id, event.ceremony_key,
    later.ceremony_key AS handed_over_key,
    row_number() OVER (
        ORDER BY event.ceremony_key NULLS LAST, event.first_report, said.first_row, choice.award_group) AS award_key
FROM work.award_choice AS choice LEFT JOIN said USING (award_group) LEFT JOIN event USING (event)
    LEFT JOIN event AS later ON later.event = choice.handed_over_event
    LEFT JOIN work.identity AS identity ON identity.kind = 'award' AND identity.grp = choice.award_group;

-- A recipient is named once for an award, by the first row that gives the name.
INSERT INTO recipient BY NAME
WITH named AS (
    SELECT award_group, report_key, place, recipient AS kind, unnest(recipients) AS person,
        generate_subscripts(recipients, 1) AS n
    FROM told WHERE own AND len(recipients) > 0),
once AS (
    SELECT award_group, person.norm AS name_norm,
        first({'place': place, 'n': n, 'name': person.name, 'report_key': report_key, 'kind': kind} ORDER BY place, n)
            AS said
    FROM named GROUP BY award_group, person.norm)
SELECT row_number() OVER (ORDER BY given.award_key, said.place, said.n) AS recipient_key, given.award_key,
    said.report_key, said.name, once.name_norm, said.kind
FROM once JOIN given USING (award_group)
ORDER BY recipient_key;

INSERT INTO award BY NAME
-- Who grants it, in words: as the best row or else most rows have it, on a tie the first.
WITH grantor_name AS (
    SELECT award_group, first(grantor_name ORDER BY rows DESC, place) AS grantor_name
    FROM (
        SELECT award_group, grantor_name, count(*) AS rows, min(place) AS place
        FROM told WHERE own AND grantor_name IS NOT NULL GROUP BY award_group, grantor_name)
    GROUP BY award_group),
presenter AS (
    SELECT award_group, list_sort(list(said)) AS names
    FROM (
        SELECT award_group, first({'place': place, 'n': n, 'name': person.name} ORDER BY place, n) AS said
        FROM (
            SELECT award_group, place, unnest(presenters) AS person, generate_subscripts(presenters, 1) AS n
            FROM told WHERE own AND len(presenters) > 0)
        GROUP BY award_group, person.norm)
    GROUP BY award_group),
named AS (
    SELECT award_key, list_sort(list({'key': recipient_key, 'name': name})) AS names
    FROM recipient GROUP BY award_key),
placed AS (
    SELECT given.*, ceremony.ceremony_id, ceremony.date, ceremony.year, later.date AS handed_over,
        CASE WHEN given.ceremony_key IS NULL THEN given.account.province ELSE ceremony.province END AS province,
        coalesce(ceremony.date, given.published, DATE '9999-12-31') AS day
    FROM given LEFT JOIN ceremony USING (ceremony_key)
        LEFT JOIN ceremony AS later ON later.ceremony_key = given.handed_over_key),
fact AS (
    SELECT placed.*, unit.province_today, grantor_name.grantor_name, presenter.names AS presenters,
        named.names
    FROM placed ASOF LEFT JOIN province_then AS unit ON unit.province = placed.province AND placed.day >= unit.since
        LEFT JOIN grantor_name ON grantor_name.award_group = placed.award_group
        LEFT JOIN presenter ON presenter.award_group = placed.award_group
        LEFT JOIN named ON named.award_key = placed.award_key)
SELECT fact.* EXCLUDE (award_group, best, event, handed_over_event, agreeing, breakdown, counts_reported, word,
        account, day, presenters, names, grantor_name),
    fact.best AS best_id, best.award, best.period_start, best.period_end, best.confidence, best.evidence,
    CASE WHEN kind.named THEN coalesce(nullif(best.name, ''), kind.name_vi) ELSE kind.name_vi END AS award_name_vi,
    coalesce(nullif(best.grantor_name, ''), fact.grantor_name) AS grantor_name,
    agreeing AS reports_agreeing, account.source AS source,
    account.url AS url, coalesce(fact.breakdown, []) AS breakdown, coalesce(counts_reported, []) AS counts_reported,
    list_transform(coalesce(names, []), lambda one: one.name) AS recipient_names,
    list_transform(coalesce(fact.presenters, []), lambda one: one.name) AS presented_by,
    word."by" AS corrected_by, word."on" AS corrected_on, word.why AS corrected_why, word.as_read AS as_read
FROM work.award AS best RIGHT JOIN fact ON fact.best = best.award_report_id
    LEFT JOIN award_type AS kind ON kind.award = best.award
ORDER BY award_key;

INSERT INTO award_report BY NAME
SELECT row_number() OVER (ORDER BY given.award_key, award.award_report_id) AS award_report_key, given.award_key,
    told.report_key, told.copy AS syndicated, list_transform(award.presenters, lambda one: one.name) AS presented_by,
    part,
    award.* EXCLUDE (article_id, row, recipients, presenters, counted, name_norm, named, known_by)
FROM work.award JOIN work.award_member USING (award_report_id) JOIN told USING (award_report_id)
    LEFT JOIN given ON given.award_group = told.award_group
ORDER BY award_report_key;

DROP TABLE told;
DROP TABLE given;
