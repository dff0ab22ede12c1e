-- Macros and views of a snapshot. Views with totals take conferred awards alone.

CREATE MACRO fold(words) AS trim(regexp_replace(
    replace(lower(strip_accents(replace(replace(words, 'Ð', 'Đ'), 'ð', 'đ'))), 'đ', 'd'), '[\s\p{P}\p{S}]+', ' ', 'g'));
CREATE MACRO province_today(slug) AS (
    SELECT unit.province_today FROM province AS unit WHERE unit.province = slug ORDER BY unit.valid_from DESC LIMIT 1);
CREATE MACRO award_at(number) AS TABLE
SELECT award_history.* EXCLUDE (change, successor) FROM award_history
JOIN (SELECT award_id, max(snapshot) AS snapshot FROM award_history WHERE snapshot <= number GROUP BY award_id)
    USING (award_id, snapshot)
WHERE change <> 'vanished' AND number IN (SELECT said.snapshot FROM snapshot AS said);

CREATE VIEW award_by_year AS
SELECT year, award, award_type.name_vi AS award_name_vi, class, count(DISTINCT ceremony_key) AS ceremonies,
    count(*) AS awards, CAST(sum(count) AS BIGINT) AS recipients, count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded, count(*) FILTER (conflict) AS conflicts
FROM award JOIN award_type USING (award) WHERE status = 'conferred' GROUP BY ALL ORDER BY ALL;
COMMENT ON VIEW award_by_year IS 'Conferred awards by year of the ceremony, type and class. A year of null: the day is not known.';

CREATE VIEW award_by_province AS
SELECT province_today, province, award, award_type.name_vi AS award_name_vi, class,
    count(DISTINCT ceremony_key) AS ceremonies, count(*) AS awards, CAST(sum(count) AS BIGINT) AS recipients,
    count(*) - count(count) AS without_count, count(*) FILTER (qualifier <> 'exact') AS rounded,
    count(*) FILTER (conflict) AS conflicts
FROM award JOIN award_type USING (award) WHERE status = 'conferred' GROUP BY ALL ORDER BY ALL;
COMMENT ON VIEW award_by_province IS 'Conferred awards by province (of today and of the time), type and class.';

CREATE VIEW award_by_type AS
SELECT award, award_type.name_vi AS award_name_vi, class, recipient, count(DISTINCT ceremony_key) AS ceremonies,
    count(*) AS awards, CAST(sum(count) AS BIGINT) AS recipients, count(*) - count(count) AS without_count,
    count(*) FILTER (qualifier <> 'exact') AS rounded, count(*) FILTER (conflict) AS conflicts
FROM award JOIN award_type USING (award) WHERE status = 'conferred' GROUP BY ALL ORDER BY ALL;
COMMENT ON VIEW award_by_type IS 'Conferred awards by type, class and kind of recipient.';
