-- Awards counted. All take conferred awards alone, but award_by_status. Divide by articles before you call it a trend.

CREATE VIEW conferred AS -- Conferred awards with the names of their codes in both languages: the table to begin with.
SELECT
    award_id, -- Stable id.
    ceremony_id, -- Stable id of the ceremony; null where no report says when it was.
    date, -- Day of the ceremony.
    year,
    province,
    province_today,
    award,
    award_name_vi, -- The award's own name where the type is a group of awards, else the type's name.
    award_type.name_en AS award_name_en,
    award_type.level, -- Level of the authority that grants the type: state, province, unit or any.
    class,
    award.grantor, -- Code of who grants it; null where no report says.
    grantor.name_vi AS grantor_vi, -- The grantor in Vietnamese.
    grantor.name_en AS grantor_en, -- The grantor in English.
    grantor_name, -- Who grants it, as given.
    recipient,
    count, -- Number of recipients; null where none is stated.
    qualifier, -- exact, over or about.
    conflict, -- Whether an outlet's number cannot be squared with it.
    reports, -- Articles that tell of it, copies included.
    confidence, -- 0 to 1: how often rows like this one are right.
    evidence, -- The sentence that states it.
    url -- Address of the report with that sentence.
FROM award JOIN award_type USING (award) LEFT JOIN grantor ON grantor.grantor = award.grantor
WHERE status = 'conferred';

CREATE VIEW award_by_year AS -- Conferred awards by year, type and class. The articles are those of the year, in each of its rows: do not add them up.
SELECT
    year,
    award,
    any_value(award_type.name_vi) AS award_name_vi,
    any_value(award_type.name_en) AS award_name_en,
    class,
    CAST(sum(ceremonies) AS BIGINT) AS ceremonies,
    CAST(sum(awards) AS BIGINT) AS awards,
    CAST(sum(recipients) AS BIGINT) AS recipients,
    CAST(sum(without_count) AS BIGINT) AS without_count,
    CAST(sum(rounded) AS BIGINT) AS rounded,
    CAST(sum(conflicts) AS BIGINT) AS conflicts,
    any_value(articles_read) AS articles_read,
    any_value(articles_relevant) AS articles_relevant,
    round(100.0 * sum(awards) / nullif(any_value(articles_relevant), 0), 1) AS awards_per_100
FROM award_count JOIN award_type USING (award) LEFT JOIN articles_by_year USING (year)
GROUP BY year, award, class ORDER BY year, award, class;

CREATE VIEW award_trend AS -- Conferred awards by year, all types together.
SELECT
    year,
    count(DISTINCT ceremony_key) AS ceremonies,
    count(*) AS awards,
    CAST(sum(count) AS BIGINT) AS recipients,
    count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts,
    any_value(articles_read) AS articles_read,
    any_value(articles_relevant) AS articles_relevant,
    round(100.0 * count(*) / nullif(any_value(articles_relevant), 0), 1) AS awards_per_100
FROM award LEFT JOIN articles_by_year USING (year) WHERE status = 'conferred' GROUP BY year ORDER BY year;

CREATE VIEW award_by_month AS -- Conferred awards by month of the ceremony, all types together. Awards without a day are not here.
SELECT
    award_month AS month, -- First day of the month of the ceremony.
    count(DISTINCT ceremony_key) AS ceremonies,
    count(*) AS awards,
    CAST(sum(count) AS BIGINT) AS recipients,
    count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts,
    any_value(articles_read) AS articles_read,
    any_value(articles_relevant) AS articles_relevant,
    round(100.0 * count(*) / nullif(any_value(articles_relevant), 0), 1) AS awards_per_100
FROM (SELECT *, CAST(date_trunc('month', date) AS DATE) AS award_month FROM award WHERE date IS NOT NULL)
    LEFT JOIN articles_by_month ON month = award_month
WHERE status = 'conferred' GROUP BY award_month ORDER BY award_month;

CREATE VIEW award_by_province AS -- Conferred awards by province (of today and of the time), type and class, over all years.
SELECT
    province_today,
    province,
    award,
    any_value(name_vi) AS award_name_vi,
    any_value(name_en) AS award_name_en,
    class,
    CAST(sum(ceremonies) AS BIGINT) AS ceremonies,
    CAST(sum(awards) AS BIGINT) AS awards,
    CAST(sum(recipients) AS BIGINT) AS recipients,
    CAST(sum(without_count) AS BIGINT) AS without_count,
    CAST(sum(rounded) AS BIGINT) AS rounded,
    CAST(sum(conflicts) AS BIGINT) AS conflicts
FROM award_count JOIN award_type USING (award)
GROUP BY province_today, province, award, class ORDER BY province_today, province, award, class;

CREATE VIEW province_trend AS -- Conferred awards by province of today and year: the 63 of before are in the 34 that hold their territory, so that years can be compared.
SELECT
    province_today, -- Slug of the one of today's 34; null for awards of no one province, and where the territory went to several.
    year,
    count(DISTINCT ceremony_key) AS ceremonies,
    count(*) AS awards,
    CAST(sum(count) AS BIGINT) AS recipients,
    count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts,
    any_value(articles_read) AS articles_read, -- Articles of that year read of the province's own outlets.
    any_value(articles_relevant) AS articles_relevant, -- Relevant articles in words of their own on events of the province in that year, by any outlet.
    round(100.0 * count(*) / nullif(any_value(articles_relevant), 0), 1) AS awards_per_100
FROM award LEFT JOIN articles_by_province USING (province_today, year)
WHERE status = 'conferred' GROUP BY province_today, year ORDER BY province_today, year;

CREATE VIEW award_by_type AS -- Conferred awards by type, class and kind of recipient, over all years.
SELECT
    award,
    any_value(name_vi) AS award_name_vi,
    any_value(name_en) AS award_name_en,
    class,
    recipient,
    count(DISTINCT ceremony_key) AS ceremonies,
    count(*) AS awards,
    CAST(sum(count) AS BIGINT) AS recipients,
    count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts
FROM award JOIN award_type USING (award) WHERE status = 'conferred'
GROUP BY award, class, recipient ORDER BY award, class, recipient;

CREATE VIEW award_by_grantor AS -- Conferred awards by year and grantor.
SELECT
    year,
    award.grantor, -- Code of who grants it; null where no report says.
    any_value(grantor.name_vi) AS grantor_vi, -- The grantor in Vietnamese.
    any_value(grantor.name_en) AS grantor_en, -- The grantor in English.
    any_value(grantor.level) AS level, -- Level of the grantor: state, province or unit.
    count(DISTINCT ceremony_key) AS ceremonies,
    count(*) AS awards,
    CAST(sum(count) AS BIGINT) AS recipients,
    count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts,
    any_value(articles_read) AS articles_read,
    any_value(articles_relevant) AS articles_relevant,
    round(100.0 * count(*) / nullif(any_value(articles_relevant), 0), 1) AS awards_per_100
FROM award LEFT JOIN grantor ON grantor.grantor = award.grantor LEFT JOIN articles_by_year USING (year)
WHERE status = 'conferred' GROUP BY year, award.grantor ORDER BY year, award.grantor;

CREATE VIEW award_by_recipient AS -- Conferred awards by year and kind of recipient.
SELECT
    year,
    recipient,
    count(DISTINCT ceremony_key) AS ceremonies,
    count(*) AS awards,
    CAST(sum(count) AS BIGINT) AS recipients,
    count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts,
    any_value(articles_read) AS articles_read,
    any_value(articles_relevant) AS articles_relevant,
    round(100.0 * count(*) / nullif(any_value(articles_relevant), 0), 1) AS awards_per_100
FROM award LEFT JOIN articles_by_year USING (year) WHERE status = 'conferred'
GROUP BY year, recipient ORDER BY year, recipient;

CREATE VIEW told_by_outlet_kind AS -- What outlets of each kind tell of conferred awards in words of their own, by year of publication. An award that several articles tell of counts in each: this is what an article tells, not what was conferred.
SELECT
    told.year, -- Year of publication.
    told.outlet_kind,
    rows_told, -- Rows of award_report of conferred awards, copies left out.
    read AS articles_read, -- Articles of that year read of outlets of the kind.
    relevant - copies AS articles_relevant, -- The relevant ones among them that are in words of their own.
    round(100.0 * rows_told / nullif(relevant - copies, 0), 1) AS rows_per_100 -- Rows for every hundred of these relevant articles.
FROM (
    SELECT year(report.published) AS year, source.kind AS outlet_kind, count(*) AS rows_told
    FROM award_report JOIN report USING (report_key) JOIN article USING (article_key) LEFT JOIN source USING (source)
    WHERE status = 'conferred' AND NOT syndicated GROUP BY 1, 2
) AS told LEFT JOIN coverage_by_outlet_kind AS known
    ON known.year = told.year AND known.outlet_kind IS NOT DISTINCT FROM told.outlet_kind
ORDER BY told.year, told.outlet_kind;

CREATE VIEW award_by_status AS -- What is told of awards by year and status: tallied, proposed and prospective ones beside conferred ones, which alone belong in totals. Tallies repeat one another.
SELECT
    status, -- conferred, cumulative, proposed or prospective.
    year,
    count(DISTINCT ceremony_key) AS ceremonies,
    count(*) AS awards,
    CAST(sum(count) AS BIGINT) AS recipients,
    count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts,
    any_value(articles_read) AS articles_read,
    any_value(articles_relevant) AS articles_relevant,
    round(100.0 * count(*) / nullif(any_value(articles_relevant), 0), 1) AS awards_per_100
FROM award LEFT JOIN articles_by_year USING (year) GROUP BY status, year ORDER BY status, year;

CREATE VIEW award_conflict AS -- Awards on whose number outlets differ, with all numbers told: look at the reports before you print one.
SELECT
    award_id, -- Stable id.
    date, -- Day of the ceremony.
    province,
    province_today,
    award_name_vi, -- The award.
    recipient,
    count, -- The number chosen.
    counts_reported, -- All numbers reported.
    reports, -- Articles that tell of it.
    reports_agreeing, -- Outlets whose number agrees.
    url -- Address of the report that the chosen number is of.
FROM award WHERE conflict ORDER BY date, award_id;
