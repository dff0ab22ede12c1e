-- Provinces then and now.

CREATE VIEW province_change AS -- What became of what: each unit with each of today's 34 that holds territory of it.
SELECT
    unit.province_id, -- Unit and year in which it begins.
    unit.province, -- Its slug.
    unit.name, -- Its name.
    unit.type, -- tỉnh, thành phố or đặc khu.
    unit.valid_from, -- First day on which it exists; 1976-01-01 means as old as the table.
    unit.valid_to, -- First day on which it no longer exists; null where it exists today.
    heir.province_id AS heir_id, -- Unit of today that holds territory of it; itself where it exists today.
    heir.province AS heir, -- Slug of that unit.
    heir.name AS heir_name, -- Name of that unit.
    len(unit.successors) > 1 AS is_split -- Whether its territory went to several, so that its rows have no province_today.
FROM (SELECT *, unnest(successors) AS heir_id FROM province) AS unit JOIN province AS heir ON heir.province_id = unit.heir_id
ORDER BY unit.valid_from, unit.province, heir.province;

CREATE VIEW province_63 AS -- The 63 provinces as they stood up to 30 June 2025, with what they are in today.
SELECT
    province, -- Slug.
    name, -- Name with accents.
    type, -- tỉnh or thành phố.
    code, -- Code of the statistical office.
    valid_from, -- First day on which it exists in this form.
    province_today -- Slug of the one of today's 34 that it is in.
FROM province WHERE valid_from <= DATE '2025-06-30' AND (valid_to IS NULL OR valid_to > DATE '2025-06-30') ORDER BY province;

CREATE VIEW province_34 AS -- The 34 provinces of today, with the provinces of 30 June 2025 that each was made of.
SELECT
    now.province, -- Slug.
    any_value(now.name) AS name, -- Name with accents.
    any_value(now.type) AS type, -- tỉnh or thành phố.
    any_value(now.code) AS code, -- Code of the statistical office.
    any_value(now.valid_from) AS valid_from, -- First day on which it exists in this form.
    list(former.province ORDER BY former.province) AS made_of -- Slugs of the provinces of before that it holds, itself where it was left as it was.
FROM province AS now JOIN province_63 AS former ON former.province_today = now.province
WHERE now.valid_to IS NULL GROUP BY now.province ORDER BY now.province;
