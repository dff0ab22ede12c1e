-- Who is honoured: kinds, occupations, first and repeated times. Conferred awards alone.

CREATE VIEW individual_share AS -- Of the recipients counted in a year, how many are individuals, where it is said what they are.
SELECT
    year,
    CAST(sum(count) FILTER (recipient = 'individual') AS BIGINT) AS individuals, -- Recipients counted as individuals.
    CAST(sum(count) FILTER (recipient = 'collective') AS BIGINT) AS collectives, -- Collectives counted.
    CAST(sum(count) FILTER (recipient = 'household') AS BIGINT) AS households, -- Households counted.
    CAST(sum(count) FILTER (recipient IN ('case', 'mixed')) AS BIGINT) AS unsaid, -- Recipients of whom it is not said, or of several kinds in one number; they are not in the share.
    round(100.0 * sum(count) FILTER (recipient = 'individual')
        / sum(count) FILTER (recipient IN ('individual', 'collective', 'household')), 1) AS percent_individual, -- Individuals of every hundred individuals, collectives and households.
    count(*) AS awards,
    count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts,
    any_value(articles_read) AS articles_read,
    any_value(articles_relevant) AS articles_relevant
FROM award LEFT JOIN articles_by_year USING (year) WHERE status = 'conferred' GROUP BY year ORDER BY year;

CREATE VIEW worker_farmer_share AS -- Of the people and households counted in a year, how many are said to be workers or farmers. Reports seldom say it: the share is a lower bound, and a year with more such sentences is not one with more workers.
SELECT
    year,
    CAST(sum(award.count) AS BIGINT) AS recipients, -- Individuals, households and cases counted.
    CAST(sum(workers) AS BIGINT) AS workers, -- Those said to be workers (công nhân, người lao động).
    CAST(sum(farmers) AS BIGINT) AS farmers, -- Those said to be farmers, fishermen or salt workers.
    round(100.0 * (coalesce(sum(workers), 0) + coalesce(sum(farmers), 0)) / nullif(sum(award.count), 0), 1) AS percent_said_at_least, -- Workers and farmers of every hundred, at least.
    count(*) AS awards,
    count(*) FILTER (workers > 0 OR farmers > 0) AS awards_saying, -- Awards of which it is said of whom they are.
    count(*) - count(award.count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts,
    any_value(articles_read) AS articles_read,
    any_value(articles_relevant) AS articles_relevant
FROM award LEFT JOIN (
        SELECT award_key, sum(count) FILTER (occupation = 'worker') AS workers,
            sum(count) FILTER (occupation = 'farmer') AS farmers
        FROM award_occupation GROUP BY award_key
    ) USING (award_key) LEFT JOIN articles_by_year USING (year)
WHERE status = 'conferred' AND (recipient NOT IN ('collective', 'mixed') OR workers > 0 OR farmers > 0)
GROUP BY year ORDER BY year;

CREATE VIEW first_and_repeated AS -- Recipients named, by year and kind: for the first time, or named before for an award in the same province. See recipient_history for what it means; the first years of a collection know no years before.
SELECT
    year,
    kind AS recipient,
    count(*) AS named, -- Recipients named for conferred awards that have a day and a province.
    count(*) FILTER (earlier = 0) AS first_time, -- Those that no earlier award is known of.
    count(*) FILTER (earlier > 0) AS repeated, -- Those that one is known of.
    count(*) FILTER (earlier_same_award > 0) AS repeated_same_award, -- Those that one of the same type is known of.
    round(100.0 * count(*) FILTER (earlier > 0) / count(*), 1) AS percent_repeated, -- Repeated ones of every hundred named.
    any_value(articles_read) AS articles_read,
    any_value(articles_relevant) AS articles_relevant
FROM recipient_history JOIN recipient USING (recipient_key) JOIN award USING (award_key)
    LEFT JOIN articles_by_year USING (year)
GROUP BY year, kind ORDER BY year, kind;

CREATE VIEW repeated_collective AS -- Collectives named for several conferred awards of one province. Persons and households are not listed across ceremonies.
SELECT
    min(name) AS name, -- Name as given.
    province_today,
    count(*) AS awards, -- Conferred awards that name it.
    list(DISTINCT award_name_vi ORDER BY award_name_vi) AS award_names_vi, -- Their names.
    min(date) AS first_awarded, -- Day of the first.
    max(date) AS last_awarded -- Day of the last.
FROM recipient JOIN award USING (award_key)
WHERE kind = 'collective' AND name_norm IN (
        SELECT name_norm FROM recipient JOIN recipient_history USING (recipient_key) WHERE earlier > 0
    ) AND status = 'conferred' AND date IS NOT NULL AND province_today IS NOT NULL
GROUP BY name_norm, province_today HAVING min(date) < max(date) ORDER BY awards DESC, name_norm, province_today;
