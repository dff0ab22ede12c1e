-- Ceremonies: how many, how soon they are reported; documents and movements that reports speak of.

CREATE VIEW ceremony_by_month AS -- Ceremonies by month and kind. The articles are those of the month, in each of its rows.
SELECT
    held AS month, -- First day of the month in which they began.
    kind,
    count(*) AS ceremonies, -- Ceremonies held.
    count(*) FILTER (outlets > 1) AS told_by_several, -- Those that several outlets report in words of their own.
    any_value(articles_read) AS articles_read,
    any_value(articles_relevant) AS articles_relevant,
    round(100.0 * count(*) / nullif(any_value(articles_relevant), 0), 1) AS ceremonies_per_100 -- Ceremonies for every hundred relevant articles of the month.
FROM (SELECT kind, ceremony.outlets, CAST(date_trunc('month', date) AS DATE) AS held FROM ceremony) AS one
    LEFT JOIN articles_by_month ON articles_by_month.month = held
GROUP BY held, kind ORDER BY held, kind;

CREATE VIEW report_lag AS -- Days from a ceremony's first day to its first report, by year of the ceremony and kind of the outlet that was first.
SELECT
    year, -- Year of the ceremony.
    outlet_kind, -- Kind of the outlet that reported it first; null where it is not known.
    count(*) AS ceremonies, -- Ceremonies whose first report has a day.
    count(*) FILTER (days < 0) AS before, -- Those first told of before they took place; they are not in the figures that follow.
    CAST(median(days) FILTER (days >= 0) AS DOUBLE) AS median_days, -- Half of them were reported within so many days.
    quantile_disc(days, 0.9) FILTER (days >= 0) AS days_for_nine_in_ten, -- Nine of ten were.
    round(100.0 * count(*) FILTER (days BETWEEN 0 AND 1) / nullif(count(*) FILTER (days >= 0), 0), 1) AS percent_within_a_day, -- Share reported on the day or the next.
    any_value(articles_read) AS articles_read,
    any_value(articles_relevant) AS articles_relevant
FROM (
    SELECT ceremony.year, min(date_diff('day', ceremony.date, report.published)) AS days,
        arg_min(source.kind, (report.published, article_id)) AS outlet_kind
    FROM ceremony JOIN report USING (ceremony_key) JOIN article USING (article_key) LEFT JOIN source USING (source)
    WHERE report.published IS NOT NULL GROUP BY ceremony_key, ceremony.year
) LEFT JOIN articles_by_year USING (year)
GROUP BY year, outlet_kind ORDER BY year, outlet_kind;

CREATE VIEW document_cited AS -- Legal and party documents by how often relevant reports cite them.
SELECT
    document.name, -- Kind and number.
    any_value(document.reports) AS reports, -- Reports that cite it, copies included.
    count(DISTINCT ceremony_key) AS ceremonies, -- Ceremonies whose reports cite it.
    count(DISTINCT province_today) AS provinces, -- Provinces of today of these events.
    any_value(first_cited) AS first_cited, -- First day on which it was cited.
    any_value(last_cited) AS last_cited -- Last such day.
FROM document JOIN report_document USING (document_key) JOIN report USING (report_key)
GROUP BY document_key, document.name ORDER BY reports DESC, document.name;

CREATE VIEW movement_span AS -- Emulation movements with the time that reports give them and the time in which they were told of.
SELECT
    movement.name, -- Name in its commonest spelling.
    any_value(movement.start_date) AS start_date, -- Earliest beginning given.
    any_value(movement.end_date) AS end_date, -- Latest end given.
    any_value(first_seen) AS first_seen, -- First day on which it was told of.
    any_value(last_seen) AS last_seen, -- Last such day.
    any_value(date_diff('day', first_seen, last_seen)) AS days_seen, -- Days between them.
    any_value(movement.reports) AS reports, -- Reports that launch it or sum it up.
    count(DISTINCT ceremony_key) AS ceremonies, -- Ceremonies at which that was done.
    count(DISTINCT province_today) AS provinces -- Provinces of today of these events.
FROM movement JOIN report_movement USING (movement_key) JOIN report USING (report_key)
GROUP BY movement_key, movement.name ORDER BY reports DESC, movement.name;
