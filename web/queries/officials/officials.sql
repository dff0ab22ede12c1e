-- Office holders, those seen at most ceremonies first. Each word of $q begins a word of the name; accents and signs do not count, so that * is everybody.
SELECT name, official_id, title, province, ceremonies, reports, first_seen, last_seen
FROM (SELECT *, ' ' || replace(lower(strip_accents(name)), 'đ', 'd') AS folded FROM official) AS official
WHERE NOT EXISTS (
    SELECT word FROM (SELECT unnest(string_split(fold($q), ' ')) AS word) WHERE NOT contains(folded, ' ' || word))
ORDER BY ceremonies DESC, reports DESC, name, official_id
