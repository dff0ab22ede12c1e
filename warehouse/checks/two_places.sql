-- warning: a person is in two provinces on one day (and not in two parts of it), or in two places in one part of a day
WITH seen AS MATERIALIZED (
    SELECT official_key, name, ceremony_key, date, part_of_day, ceremony.province_today, place
    FROM appearance JOIN official USING (official_key) JOIN ceremony USING (ceremony_key)
    WHERE ceremony.province_today IS NOT NULL
), busy AS MATERIALIZED (
    FROM seen SEMI JOIN (SELECT official_key, date FROM seen GROUP BY ALL HAVING count(*) > 1) USING (official_key, date)
)
SELECT one.name, date, one.province_today AS province, one.place, other.province_today AS other_province,
    other.place AS other_place
FROM busy AS one JOIN busy AS other USING (official_key, date)
WHERE one.ceremony_key < other.ceremony_key AND (
    (one.province_today <> other.province_today AND coalesce(one.part_of_day = other.part_of_day, true))
    OR (one.province_today = other.province_today AND one.part_of_day = other.part_of_day AND one.place <> other.place))
ORDER BY date, one.name, one.ceremony_key, other.ceremony_key
