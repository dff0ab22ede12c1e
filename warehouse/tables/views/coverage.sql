-- What was read: the denominators of all trends.

CREATE VIEW coverage_by_source AS -- What of each outlet is in the snapshot, months apart: an outlet with few months says little of a trend.
SELECT
    coverage.source,
    any_value(source.name) AS name, -- Name of the outlet; null where it is not known.
    any_value(source.kind) AS outlet_kind,
    any_value(source.province_today) AS province_today, -- Slug of the one of today's 34 that the outlet belongs to; null for national and unknown outlets.
    min(month) FILTER (read > 0) AS first_month, -- First month of which an article was read.
    max(month) FILTER (read > 0) AS last_month, -- Last such month.
    count(month) FILTER (read > 0) AS months, -- Months of which an article was read.
    CAST(sum(found) AS BIGINT) AS found,
    CAST(sum(aside) AS BIGINT) AS aside,
    CAST(sum(read) AS BIGINT) AS read,
    CAST(sum(coverage.relevant) AS BIGINT) AS relevant,
    CAST(sum(copies) AS BIGINT) AS copies,
    CAST(sum(with_awards) AS BIGINT) AS with_awards,
    round(100.0 * sum(read) / nullif(sum(found), 0), 1) AS percent_read -- Share of what was found that was read.
FROM coverage LEFT JOIN source USING (source) GROUP BY coverage.source ORDER BY coverage.source;

CREATE VIEW coverage_by_month AS -- What is in the snapshot of each month of publication, all outlets together.
SELECT
    month, -- First day of the month of publication; null where it is not known.
    count(*) FILTER (read > 0) AS outlets,
    CAST(sum(found) AS BIGINT) AS found,
    CAST(sum(aside) AS BIGINT) AS aside,
    CAST(sum(read) AS BIGINT) AS read,
    CAST(sum(relevant) AS BIGINT) AS relevant,
    CAST(sum(copies) AS BIGINT) AS copies
FROM coverage GROUP BY month ORDER BY month;

CREATE VIEW coverage_by_year AS -- What is in the snapshot of each year of publication, all outlets together.
SELECT
    year(month) AS year, -- Year of publication; null where it is not known.
    count(DISTINCT source) FILTER (read > 0) AS outlets,
    CAST(sum(found) AS BIGINT) AS found,
    CAST(sum(aside) AS BIGINT) AS aside,
    CAST(sum(read) AS BIGINT) AS read,
    CAST(sum(relevant) AS BIGINT) AS relevant,
    CAST(sum(copies) AS BIGINT) AS copies
FROM coverage GROUP BY 1 ORDER BY 1;

CREATE VIEW coverage_by_outlet_kind AS -- What is in the snapshot of each year and kind of outlet.
SELECT
    year(month) AS year, -- Year of publication; null where it is not known.
    kind AS outlet_kind,
    count(DISTINCT source) FILTER (read > 0) AS outlets,
    CAST(sum(found) AS BIGINT) AS found,
    CAST(sum(aside) AS BIGINT) AS aside,
    CAST(sum(read) AS BIGINT) AS read,
    CAST(sum(coverage.relevant) AS BIGINT) AS relevant,
    CAST(sum(copies) AS BIGINT) AS copies
FROM coverage LEFT JOIN source USING (source) GROUP BY 1, 2 ORDER BY 1, 2;

CREATE VIEW articles_by_year AS -- What the awards of a year are told from. An event of December is told of in January: so relevant articles count in the year of their event.
SELECT
    year, -- Year; null where neither the day of the event nor that of publication is known.
    CAST(sum(read) AS BIGINT) AS articles_read,
    CAST(sum(relevant) AS BIGINT) AS articles_relevant
FROM (
    SELECT year(month) AS year, read, 0 AS relevant FROM coverage
    UNION ALL
    SELECT year(coalesce(report.date, report.published)), 0, 1 FROM report JOIN article USING (article_key)
    WHERE relevant AND syndicated_of IS NULL
) GROUP BY year ORDER BY year;

CREATE VIEW articles_by_month AS -- What the awards of a month are told from, as articles_by_year has it.
SELECT
    month, -- First day of the month.
    CAST(sum(read) AS BIGINT) AS articles_read,
    CAST(sum(relevant) AS BIGINT) AS articles_relevant
FROM (
    SELECT month, read, 0 AS relevant FROM coverage
    UNION ALL
    SELECT CAST(date_trunc('month', coalesce(report.date, report.published)) AS DATE), 0, 1
    FROM report JOIN article USING (article_key) WHERE relevant AND syndicated_of IS NULL
) GROUP BY month ORDER BY month;

CREATE VIEW articles_by_province AS -- What the awards of a province of today and a year are told from: what its outlets published, and what anybody published about events of it.
SELECT
    year, -- Year; null where neither the day of the event nor that of publication is known.
    province_today, -- Slug of the one of today's 34; null for national outlets, and for events of central bodies.
    CAST(sum(read) AS BIGINT) AS articles_read, -- Articles of that year read of the province's own outlets.
    CAST(sum(relevant) AS BIGINT) AS articles_relevant -- Relevant articles in words of their own on events of the province in that year, by any outlet.
FROM (
    SELECT year(month) AS year, province_today, read, 0 AS relevant FROM coverage LEFT JOIN source USING (source)
    UNION ALL
    SELECT year(coalesce(report.date, report.published)), report.province_today, 0, 1
    FROM report JOIN article USING (article_key) WHERE relevant AND syndicated_of IS NULL
) GROUP BY year, province_today ORDER BY year, province_today;
