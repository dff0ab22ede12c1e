-- Officials, their positions and appearances, and how each report names them. Which mentions are one person was decided before.

-- The mentions in the order of the articles and of the names in each.
CREATE TEMP TABLE mention AS
SELECT official.* EXCLUDE (article_id, sole), person, account.report_key, account.ceremony_key, account.seen,
    row_number() OVER (ORDER BY account.report_key, official.n) AS place
FROM work.official LEFT JOIN work.person USING (mention_id) LEFT JOIN account USING (article_id);

CREATE TEMP TABLE title AS
SELECT person, ceremony_key, report_key, seen, place, unnest(titles) AS title, unnest(title_norms) AS norm,
    unnest(offices) AS office, generate_subscripts(titles, 1) AS n
FROM mention;

-- Persons are numbered by name.
CREATE TEMP TABLE person AS
WITH spelling AS (
    -- The commonest spelling, on a tie the first of the alphabet.
    SELECT person, first({'name': name, 'norm': norm} ORDER BY mentions DESC, name) AS said
    FROM (SELECT person, name, norm, count(*) AS mentions FROM mention GROUP BY person, name, norm)
    GROUP BY person),
-- The province that most mentions tell, on a tie the first.
province AS (
    SELECT person, first(scope ORDER BY mentions DESC, place) AS province
    FROM (
        SELECT person, scope, count(*) AS mentions, min(place) AS place
        FROM mention WHERE scope <> 'national' GROUP BY person, scope)
    GROUP BY person),
seen AS (
    SELECT person, coalesce(bool_or(scope = 'national'), false) AS national,
        count(DISTINCT ceremony_key) AS ceremonies, count(DISTINCT report_key) AS reports,
        min(seen) AS first_seen, max(seen) AS last_seen,
        -- The titles last seen: of the latest day that is known, by the first article.
        first(array_to_string(titles, ', ') ORDER BY len(titles) = 0, seen DESC NULLS LAST, report_key, n) AS title
    FROM mention GROUP BY person)
SELECT person, row_number() OVER (ORDER BY said.norm, identity.id) AS official_key, identity.id AS official_id,
    said.name, province.province, province.province IS NULL AND seen.national AS national,
    nullif(seen.title, '') AS title, seen.ceremonies, seen.reports, seen.first_seen, seen.last_seen
FROM seen JOIN spelling USING (person) LEFT JOIN province USING (person)
    LEFT JOIN work.identity AS identity ON identity.kind = 'official' AND identity.grp = seen.person;

INSERT INTO official BY NAME
SELECT person.* EXCLUDE (person), unit.province_today
FROM person ASOF LEFT JOIN province_then AS unit
    ON unit.province = person.province AND coalesce(person.last_seen, DATE '9999-12-31') >= unit.since
ORDER BY official_key;

-- Titles that read alike are one position, which reads as they mostly do, on a tie by the alphabet.
INSERT INTO position BY NAME
WITH spelling AS (
    SELECT person, norm, first({'title': title, 'office': office} ORDER BY mentions DESC, title) AS said
    FROM (
        SELECT person, norm, title, count(*) AS mentions, first(office ORDER BY place, n) AS office
        FROM title GROUP BY person, norm, title)
    GROUP BY person, norm),
seen AS (
    SELECT person, norm, min(seen) AS first_seen, max(seen) AS last_seen, count(DISTINCT report_key) AS reports
    FROM title GROUP BY person, norm)
SELECT row_number() OVER (ORDER BY person.official_key, seen.first_seen NULLS LAST, seen.norm) AS position_key,
    person.official_key, person.province, official.province_today, said.title, said.office.post AS post,
    nullif(said.office.body, '') AS body, said.office."national" AS national,
    seen.first_seen, seen.last_seen, seen.reports
FROM seen JOIN spelling USING (person, norm) JOIN person USING (person) JOIN official USING (official_key)
ORDER BY position_key;

-- At a ceremony a person has all roles that any report gives, and each title once, as first given.
INSERT INTO appearance BY NAME
WITH named AS (
    SELECT person, ceremony_key, list_sort(list(said)) AS titles
    FROM (
        SELECT person, ceremony_key, first({'place': place, 'n': n, 'title': title} ORDER BY place, n) AS said
        FROM title WHERE ceremony_key IS NOT NULL GROUP BY person, ceremony_key, norm)
    GROUP BY person, ceremony_key),
present AS (
    SELECT person, ceremony_key, count(DISTINCT report_key) AS reports, flatten(list(roles)) AS roles
    FROM mention WHERE ceremony_key IS NOT NULL GROUP BY person, ceremony_key)
SELECT row_number() OVER (ORDER BY person.official_key, present.ceremony_key) AS appearance_key, person.official_key,
    present.ceremony_key, present.reports,
    list_transform(coalesce(named.titles, []), lambda one: one.title) AS titles,
    list_filter(['attend', 'chair', 'speak', 'present'], lambda role: list_contains(present.roles, role)) AS roles
FROM present JOIN person USING (person) LEFT JOIN named USING (person, ceremony_key)
ORDER BY appearance_key;

INSERT INTO official_mention BY NAME
SELECT row_number() OVER (ORDER BY person.official_key, mention.place) AS mention_key, person.official_key,
    mention.* EXCLUDE (n, norm, title_norms, offices, scope, person, ceremony_key, seen, place)
FROM mention LEFT JOIN (SELECT person, official_key FROM person) AS person ON person.person = mention.person
ORDER BY mention_key;

DROP TABLE mention;
DROP TABLE title;
DROP TABLE person;
