-- warning: a ceremony is of a province that did not exist on its day
SELECT ceremony_id, ceremony.province, date, url FROM ceremony
WHERE date IS NOT NULL AND ceremony.province IS NOT NULL AND NOT EXISTS (
    FROM province WHERE province.province = ceremony.province AND valid_from <= date AND (valid_to IS NULL OR date < valid_to))
