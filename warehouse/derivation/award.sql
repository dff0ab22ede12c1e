-- Awards, what each report says of them, and who received them. Which rows tell of one award, its number and its best row were
-- decided before.

-- The rows in the order in which they speak for their award: originals before copies, the oldest article, the row.
CREATE TEMP TABLE told AS
SELECT award.award_report_id, award.award_group, award.part, award.class, award.grantor, award.recipient, award.count,
    account.report_key, account.copy, account.age, award.row, account.published,
    row_number() OVER (PARTITION BY award.award_group ORDER BY account.copy, account.age, award.row) AS place
FROM work.award AS award LEFT JOIN account USING (article_id);

-- Awards are numbered by ceremony, then the undated ones by the first article on the event, then by their first row.
CREATE TEMP TABLE given AS
WITH event AS (
    SELECT event, any_value(ceremony_key) AS ceremony_key, min(report_key) AS first_report
    FROM account WHERE event IS NOT NULL GROUP BY event),
first_row AS (
    SELECT award_group, first({'copy': copy, 'age': age, 'row': row} ORDER BY place) AS first_row
    FROM told WHERE part = 'same' GROUP BY award_group)
SELECT choice.*, event.ceremony_key,
    row_number() OVER (
        ORDER BY event.ceremony_key NULLS LAST, event.first_report, first_row.first_row, choice.award_group) AS award_key,
    later.ceremony_key AS handed_over_key
FROM work.award_choice AS choice LEFT JOIN event USING (event) LEFT JOIN first_row USING (award_group)
    LEFT JOIN event AS later ON later.event = choice.handed_over_event;

-- A recipient is named once for an award, by the first row of its own that gives the name.
INSERT INTO recipient BY NAME
WITH named AS (
    SELECT told.award_group, told.report_key, told.place, told.recipient AS kind,
        unnest(award.recipients) AS person, generate_subscripts(award.recipients, 1) AS n
    FROM told JOIN work.award AS award USING (award_report_id)
    WHERE told.part = 'same' AND len(award.recipients) > 0),
once AS (
    SELECT award_group, person.norm AS norm,
        first({'name': person.name, 'report_key': report_key, 'kind': kind, 'place': place, 'n': n} ORDER BY place, n)
            AS said
    FROM named GROUP BY award_group, person.norm)
SELECT row_number() OVER (ORDER BY given.award_key, said.place, said.n) AS recipient_key, given.award_key,
    said.report_key, said.name, once.norm AS name_norm, said.kind
FROM once JOIN given USING (award_group)
ORDER BY recipient_key;

INSERT INTO award BY NAME
WITH own AS (
    SELECT award_group, min(published) AS published, count(DISTINCT report_key) AS reports
    FROM told WHERE part = 'same' GROUP BY award_group),
grantor_name AS (
    SELECT award_group, first(grantor_name ORDER BY rows DESC, place) AS grantor_name
    FROM (
        SELECT told.award_group, award.grantor_name, count(*) AS rows, min(told.place) AS place
        FROM told JOIN work.award AS award USING (award_report_id)
        WHERE told.part = 'same' AND award.grantor_name IS NOT NULL GROUP BY told.award_group, award.grantor_name)
    GROUP BY award_group),
-- All numbers, those of totals and parts too.
number AS (
    SELECT award_group, list_sort(list_distinct(list(count))) AS counts_reported
    FROM told WHERE count IS NOT NULL GROUP BY award_group),
named AS (
    SELECT award_key, list(name ORDER BY recipient_key) AS recipient_names FROM recipient GROUP BY award_key),
handing AS (
    SELECT told.award_group, told.place, unnest(award.presenters) AS person,
        generate_subscripts(award.presenters, 1) AS n
    FROM told JOIN work.award AS award USING (award_report_id)
    WHERE told.part = 'same' AND len(award.presenters) > 0),
presenter AS (
    SELECT award_group, list(said.name ORDER BY said.place, said.n) AS presented_by
    FROM (
        SELECT award_group, first({'name': person.name, 'place': place, 'n': n} ORDER BY place, n) AS said
        FROM handing GROUP BY award_group, person.norm)
    GROUP BY award_group),
-- The parts of the number that stands, by the best row or else the first of its own that tells any.
part AS (
    SELECT given.award_group,
        first(award.breakdown ORDER BY award.award_report_id <> given.best, told.place) AS breakdown
    FROM given JOIN told USING (award_group) JOIN work.award AS award USING (award_report_id)
    WHERE told.part = 'same' AND len(award.breakdown) > 0 AND award.count IS NOT DISTINCT FROM given.count
    GROUP BY given.award_group),
-- Who corrected it: in the best row, or else in the first of its own.
word AS (
    SELECT given.award_group,
        first({'corrected_by': award.corrected_by, 'corrected_on': award.corrected_on,
            'corrected_why': award.corrected_why, 'as_read': award.as_read}
            ORDER BY award.award_report_id <> given.best, told.place) AS word
    FROM given JOIN told USING (award_group) JOIN work.award AS award USING (award_report_id)
    WHERE told.part = 'same' AND award.corrected_by IS NOT NULL GROUP BY given.award_group)
SELECT given.award_key, identity.id AS award_id, given.ceremony_key, ceremony.ceremony_id, ceremony.date, ceremony.year,
    own.published, unit.province_today,
    CASE WHEN given.ceremony_key IS NULL THEN account.province ELSE ceremony.province END AS province,
    best.award, CASE WHEN kind.named THEN coalesce(nullif(best.name, ''), kind.name_vi) ELSE kind.name_vi END AS award_name_vi,
    given.class, given.grantor,
    coalesce(nullif(best.grantor_name, ''), grantor_name.grantor_name) AS grantor_name,
    given.recipient, given.count, given.qualifier, given.status, best.period_start, best.period_end,
    coalesce(named.recipient_names, []) AS recipient_names, coalesce(presenter.presented_by, []) AS presented_by,
    own.reports, given.agreeing AS reports_agreeing, given.conflict,
    coalesce(number.counts_reported, []) AS counts_reported, coalesce(part.breakdown, []) AS breakdown,
    best.confidence, given.best AS best_id, best.evidence, account.source, account.url,
    word.word.corrected_by AS corrected_by, word.word.corrected_on AS corrected_on,
    word.word.corrected_why AS corrected_why, word.word.as_read AS as_read,
    later.date AS handed_over, given.handed_over_key
FROM given LEFT JOIN own USING (award_group) LEFT JOIN grantor_name USING (award_group) LEFT JOIN number USING (award_group)
    LEFT JOIN presenter USING (award_group) LEFT JOIN part USING (award_group) LEFT JOIN word USING (award_group)
    LEFT JOIN named USING (award_key)
    LEFT JOIN work.identity AS identity ON identity.kind = 'award' AND identity.grp = given.award_group
    LEFT JOIN work.award AS best ON best.award_report_id = given.best
    LEFT JOIN account ON account.article_id = best.article_id
    LEFT JOIN award_type AS kind ON kind.award = best.award
    LEFT JOIN ceremony ON ceremony.ceremony_key = given.ceremony_key
    LEFT JOIN ceremony AS later ON later.ceremony_key = given.handed_over_key
    ASOF LEFT JOIN province_then AS unit
    ON unit.province = CASE WHEN given.ceremony_key IS NULL THEN account.province ELSE ceremony.province END
    AND coalesce(ceremony.date, own.published, DATE '9999-12-31') >= unit.since
ORDER BY given.award_key;

INSERT INTO award_report BY NAME
SELECT row_number() OVER (ORDER BY given.award_key, award.award_report_id) AS award_report_key, given.award_key,
    told.report_key, told.copy AS syndicated, list_transform(award.presenters, lambda person: person.name) AS presented_by,
    award.* EXCLUDE (article_id, row, recipients, presenters, counted, award_group)
FROM work.award AS award JOIN told USING (award_report_id) LEFT JOIN given ON given.award_group = award.award_group
ORDER BY award_report_key;

DROP TABLE told;
DROP TABLE given;
