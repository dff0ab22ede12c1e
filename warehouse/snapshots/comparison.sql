-- Why awards differ between the snapshots attached as a and b: one row a reason in the table reason. The table
-- difference (award_id, change, size, was, now) is there. What one article says of an award is compared by the stable
-- id of the row; each row that differs has exactly one reason, the first that applies in the order of the CASE.

CREATE TABLE place_a AS
SELECT article_id, article_id AS stands, text_hash, url, source FROM a.article
UNION ALL SELECT other.article_id, article.article_id, NULL, other.url, article.source
FROM a.article_address AS other JOIN a.article USING (article_key);
CREATE TABLE place_b AS
SELECT article_id, article_id AS stands, text_hash, url, source FROM b.article
UNION ALL SELECT other.article_id, article.article_id, NULL, other.url, article.source
FROM b.article_address AS other JOIN b.article USING (article_key);

CREATE TABLE article_touched AS
SELECT article_id FROM a.award JOIN difference USING (award_id) JOIN a.award_report USING (award_key)
JOIN a.report USING (report_key) JOIN a.article USING (article_key)
UNION SELECT article_id FROM b.award JOIN difference USING (award_id) JOIN b.award_report USING (award_key)
JOIN b.report USING (report_key) JOIN b.article USING (article_key);

-- What a row says, and who corrected it.
CREATE MACRO said_of(told) AS {'award': told.award, 'name': told.name, 'class': told.class, 'grantor': told.grantor,
    'grantor_name': told.grantor_name, 'recipient': told.recipient, 'count': told.count, 'qualifier': told.qualifier,
    'status': told.status, 'period_start': told.period_start, 'period_end': told.period_end};
CREATE MACRO word_of(told) AS CASE WHEN told.corrected_by IS NOT NULL
    THEN concat('by ', told.corrected_by, ' on ', told.corrected_on, ': ', told.corrected_why) END;

CREATE TABLE row_a AS
SELECT award_report_id, article_id, award.award_id, told.syndicated, told.part, said_of(told) AS said, word_of(told) AS corrected
FROM a.award_report AS told JOIN a.award USING (award_key) JOIN a.report USING (report_key)
JOIN a.article USING (article_key) SEMI JOIN article_touched USING (article_id);
CREATE TABLE row_b AS
SELECT award_report_id, article_id, award.award_id, told.syndicated, told.part, said_of(told) AS said, word_of(told) AS corrected
FROM b.award_report AS told JOIN b.award USING (award_key) JOIN b.report USING (report_key)
JOIN b.article USING (article_key) SEMI JOIN article_touched USING (article_id);

-- What was taken out by a correction leaves no row that could say so.
CREATE TABLE removed_a AS
SELECT DISTINCT article_id, word_of(entry) AS corrected
FROM a.correction AS entry JOIN a.article USING (article_key)
WHERE subject = 'award' AND action = 'remove' AND problem IS NULL;
CREATE TABLE removed_b AS
SELECT DISTINCT article_id, word_of(entry) AS corrected
FROM b.correction AS entry JOIN b.article USING (article_key)
WHERE subject = 'award' AND action = 'remove' AND problem IS NULL;
CREATE TABLE removal AS
SELECT article_id, 'corrected' AS reason, corrected FROM (FROM removed_b EXCEPT FROM removed_a)
UNION ALL SELECT article_id, 'correction withdrawn', corrected FROM (FROM removed_a EXCEPT FROM removed_b);

CREATE TABLE pair AS
SELECT article_id, row_a.award_id AS award_a, row_b.award_id AS award_b,
    coalesce(in_b.url, in_a.url, article_id) AS article, coalesce(in_b.source, in_a.source) AS source,
    CASE WHEN row_a.said.count IS DISTINCT FROM row_b.said.count
        THEN concat(' (count ', coalesce(CAST(row_a.said.count AS VARCHAR), 'none'), ' -> ',
            coalesce(CAST(row_b.said.count AS VARCHAR), 'none'), ')') ELSE '' END AS counts,
    removal.corrected AS removal, coalesce(row_b.corrected, row_a.corrected) AS corrected, row_b.syndicated,
    CASE WHEN in_a.article_id IS NULL THEN 'new article'
        WHEN in_b.article_id IS NULL THEN 'article gone'
        WHEN in_a.stands <> in_a.article_id OR in_b.stands <> in_b.article_id THEN 'same article'
        WHEN row_b.corrected IS DISTINCT FROM row_a.corrected
            THEN CASE WHEN row_b.corrected IS NULL THEN 'correction withdrawn' ELSE 'corrected' END
        WHEN removal.reason = 'corrected' AND row_b.award_id IS NULL THEN 'corrected'
        WHEN removal.reason = 'correction withdrawn' AND row_a.award_id IS NULL THEN 'correction withdrawn'
        WHEN row_a.said IS DISTINCT FROM row_b.said
            THEN CASE WHEN in_a.text_hash <> in_b.text_hash THEN 'text changed' ELSE 'read differently' END
        WHEN row_a.award_id <> row_b.award_id THEN 'moved'
        WHEN row_a.syndicated <> row_b.syndicated THEN 'copies'
        WHEN row_a.part <> row_b.part THEN 'parts' END AS reason
FROM row_a FULL JOIN row_b USING (award_report_id, article_id)
LEFT JOIN place_a AS in_a USING (article_id) LEFT JOIN place_b AS in_b USING (article_id)
LEFT JOIN (SELECT article_id, min(reason) AS reason, string_agg(corrected, '; ' ORDER BY corrected) AS corrected
    FROM removal GROUP BY article_id) AS removal USING (article_id);

CREATE TABLE outlet_before AS
SELECT DISTINCT row_a.award_id, source FROM row_a JOIN place_a USING (article_id) WHERE NOT syndicated;

CREATE TABLE reason AS
SELECT award_id, CASE
        WHEN reason = 'new article' AND syndicated THEN 'new copy'
        WHEN reason = 'new article' AND change = 'changed' AND source IS NOT NULL
            AND (award_id, source) NOT IN (SELECT (award_id, source) FROM outlet_before WHERE source IS NOT NULL)
            THEN 'another outlet'
        ELSE reason END AS reason,
    CASE WHEN reason IN ('corrected', 'correction withdrawn') THEN concat(article, ' ', coalesce(corrected, removal))
        WHEN reason IN ('text changed', 'read differently') THEN article || counts
        ELSE article END AS detail
FROM (SELECT award_a AS award_id, * FROM pair
    UNION ALL SELECT award_b, * FROM pair WHERE award_b IS DISTINCT FROM award_a)
JOIN difference USING (award_id) WHERE reason IS NOT NULL AND reason <> 'moved';

-- A row that went from one award to another: from which, and what became of that.
CREATE TABLE moved AS
SELECT award_a, award_b, article, article_id, CASE
    WHEN went.change = 'vanished' AND came.change IS DISTINCT FROM 'new' THEN 'merged'
    WHEN came.change = 'new' AND heirs > 1 THEN 'split' ELSE 'regrouped' END AS reason
FROM pair JOIN (SELECT award_a, count(DISTINCT award_b) AS heirs FROM pair GROUP BY award_a) USING (award_a)
LEFT JOIN difference AS went ON went.award_id = award_a LEFT JOIN difference AS came ON came.award_id = award_b
WHERE reason = 'moved';
INSERT INTO reason
SELECT award_id, moved.reason, concat(article, ' counts for ', award_b, ' now')
FROM moved JOIN difference ON award_id = award_a
UNION ALL SELECT award_id, moved.reason, concat(article, ' counted for ', award_a, ' before')
FROM moved JOIN difference ON award_id = award_b;
INSERT INTO reason
SELECT award_id, 'merged', concat('into ', alias.id)
FROM difference JOIN b.alias ON kind = 'award' AND old_id = award_id
WHERE change = 'vanished' AND alias.id IS NOT NULL AND award_id NOT IN (SELECT award_id FROM reason);

-- Where and when: by all reports on the ceremony, not those alone that tell of the award.
CREATE TABLE elsewhere AS
SELECT award_id, was.ceremony_id AS was, now.ceremony_id AS now FROM difference WHERE change = 'changed'
    AND (was.ceremony_id, was.date, was.province) IS DISTINCT FROM (now.ceremony_id, now.date, now.province);
CREATE TABLE account AS
SELECT award_id, article_id FROM (
    SELECT award_id, report_key FROM elsewhere JOIN a.award USING (award_id) JOIN a.award_report USING (award_key)
    UNION SELECT award_id, report_key FROM elsewhere JOIN a.award USING (award_id)
    JOIN a.report ON report.ceremony_key = award.ceremony_key)
    JOIN a.report USING (report_key) JOIN a.article USING (article_key)
UNION SELECT award_id, article_id FROM (
    SELECT award_id, report_key FROM elsewhere JOIN b.award USING (award_id) JOIN b.award_report USING (award_key)
    UNION SELECT award_id, report_key FROM elsewhere JOIN b.award USING (award_id)
    JOIN b.report ON report.ceremony_key = award.ceremony_key)
    JOIN b.report USING (report_key) JOIN b.article USING (article_key)
UNION SELECT award_id, article_id FROM moved JOIN difference ON award_id = award_a
UNION SELECT award_id, article_id FROM moved JOIN difference ON award_id = award_b;
CREATE TABLE event_a AS
SELECT article_id, {'date': date, 'date_end': date_end, 'province': report.province, 'place': place, 'kind': kind,
    'host': host} AS said, CASE WHEN corrected_by IS NOT NULL
    THEN concat('by ', corrected_by, ' on ', corrected_on, ': ', corrected_why) END AS corrected
FROM a.report JOIN a.article USING (article_key) SEMI JOIN account USING (article_id);
CREATE TABLE event_b AS
SELECT article_id, {'date': date, 'date_end': date_end, 'province': report.province, 'place': place, 'kind': kind,
    'host': host} AS said, CASE WHEN corrected_by IS NOT NULL
    THEN concat('by ', corrected_by, ' on ', corrected_on, ': ', corrected_why) END AS corrected
FROM b.report JOIN b.article USING (article_key) SEMI JOIN account USING (article_id);
INSERT INTO reason
SELECT award_id, reason, CASE WHEN reason IN ('corrected', 'correction withdrawn') THEN concat(article, ' ', corrected)
    ELSE article END
FROM (SELECT award_id, coalesce(in_b.url, in_a.url, article_id) AS article,
    coalesce(event_b.corrected, event_a.corrected) AS corrected,
    CASE WHEN in_a.article_id IS NULL THEN 'new article'
        WHEN in_b.article_id IS NULL THEN 'article gone'
        WHEN in_a.stands <> in_a.article_id OR in_b.stands <> in_b.article_id THEN 'same article'
        WHEN event_b.corrected IS DISTINCT FROM event_a.corrected
            THEN CASE WHEN event_b.corrected IS NULL THEN 'correction withdrawn' ELSE 'corrected' END
        WHEN event_a.said IS DISTINCT FROM event_b.said
            THEN CASE WHEN in_a.text_hash <> in_b.text_hash THEN 'text changed' ELSE 'read differently' END
        END AS reason
    FROM account LEFT JOIN event_a USING (article_id) LEFT JOIN event_b USING (article_id)
    LEFT JOIN place_a AS in_a USING (article_id) LEFT JOIN place_b AS in_b USING (article_id))
WHERE reason IS NOT NULL;
INSERT INTO reason
SELECT award_id, CASE WHEN alias.id IS NULL THEN 'regrouped' ELSE 'merged' END,
    concat('ceremony ', coalesce(elsewhere.was, 'none'), ' -> ', coalesce(elsewhere.now, 'none'))
FROM elsewhere LEFT JOIN b.alias ON alias.kind = 'ceremony' AND alias.old_id = elsewhere.was
WHERE elsewhere.was IS DISTINCT FROM elsewhere.now;

INSERT INTO reason
SELECT award_id, CASE WHEN a.run.code_version = b.run.code_version THEN 'not known' ELSE 'other rules' END,
    CASE WHEN a.run.code_version = b.run.code_version THEN 'nothing that it stands on differs'
        ELSE concat('the program changed: ', a.run.code_version, ' -> ', b.run.code_version) END
FROM difference, a.run, b.run WHERE award_id NOT IN (SELECT award_id FROM reason);
