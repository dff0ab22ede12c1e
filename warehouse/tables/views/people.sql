-- Office holders: what they handed over, and their posts over the years.

CREATE VIEW presented AS -- Who handed over which conferred awards. Who hands an award over need not be who grants it.
SELECT
    any_value(official_id) AS official_id, -- Stable id of the person; null where no report that says so names him among the officials.
    coalesce(any_value(official.name), any_value(presentation.name)) AS name, -- Name of the person.
    any_value(official.title) AS title, -- Title last seen.
    any_value(official.province_today) AS province_today, -- Slug of the one of today's 34 in which the person serves.
    award.award,
    any_value(award_type.name_vi) AS award_name_vi,
    count(DISTINCT coalesce(handed_over_key, ceremony_key)) AS ceremonies, -- Ceremonies at which that was done.
    count(*) AS awards,
    CAST(sum(count) AS BIGINT) AS recipients,
    count(*) - count(count) AS without_count,
    min(coalesce(handed_over, date)) AS first_presented, -- Day of the first of these: that of the handing over, where the decision was announced before.
    max(coalesce(handed_over, date)) AS last_presented -- Day of the last.
FROM presentation JOIN award USING (award_key) JOIN award_type ON award_type.award = award.award
    LEFT JOIN official USING (official_key)
WHERE status = 'conferred'
GROUP BY official_key, CASE WHEN official_key IS NULL THEN presentation.name END, award.award
ORDER BY awards DESC, name, award.award;

CREATE VIEW official_career AS -- The posts of each official by the days on which they were seen. An absence of news is no gap in office.
SELECT
    official_id, -- Stable id of the person.
    official.name, -- Name in its commonest spelling.
    official.province, -- Slug of the province in which the person serves; null for national office or where it is not known.
    official.province_today, -- Slug of the one of today's 34 that holds its territory.
    position.title, -- Title in its commonest spelling.
    post, -- The post in it, without accents and body.
    body, -- The body in it, without accents; null for the leading bodies of a province.
    position.national, -- Whether it is one of a national body.
    position.first_seen, -- First day on which it was seen.
    position.last_seen, -- Last such day.
    position.reports, -- Reports that give it.
    official.ceremonies -- Ceremonies that the person took part in.
FROM official JOIN position USING (official_key)
ORDER BY official.name, official_id, position.first_seen, position.title;
