-- Macros: what the rest of the house does with names, in SQL.

CREATE MACRO fold(words) AS -- Words in lower case without accents, đ as d, joined by one space: fold('Đặng Thị Hường') = 'dang thi huong'. For look-ups; who compares names rather takes name_norm.
    trim(regexp_replace(replace(lower(strip_accents(replace(replace(words, 'Ð', 'Đ'), 'ð', 'đ'))), 'đ', 'd'),
        '[^\p{L}\p{N}]+', ' ', 'g'));

CREATE MACRO province_today(slug) AS ( -- The one of today's 34 provinces that holds the territory of the newest province of that slug: province_today('yen-bai') = 'lao-cai'; null where it went to several.
    SELECT unit.province_today FROM province AS unit WHERE unit.province = slug ORDER BY unit.valid_from DESC LIMIT 1);

CREATE MACRO province_on(slug, day) AS ( -- The same for the province that had the slug on a day, else for the last that had ended then, else for the first to come.
    SELECT unit.province_today FROM province AS unit WHERE unit.province = slug
    ORDER BY day IS NULL OR unit.valid_from <= day DESC, abs(date_diff('day', unit.valid_from, coalesce(day, DATE '9999-12-31')))
    LIMIT 1);

CREATE MACRO award_at(number) AS TABLE -- What a snapshot said of each award, by the snapshot's number: FROM award_at(12) WHERE award_id = 'award-0123456789ab'.
    SELECT award_history.* EXCLUDE (change, successor) FROM award_history
    JOIN (SELECT award_id, max(snapshot) AS snapshot FROM award_history WHERE snapshot <= number GROUP BY award_id)
        USING (award_id, snapshot)
    WHERE change <> 'vanished' AND number IN (SELECT said.snapshot FROM snapshot AS said);
