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
