-- warning: a person is at ceremonies of two provinces on one day
SELECT name, date, list(DISTINCT ceremony.province ORDER BY ceremony.province) AS provinces
FROM appearance JOIN official USING (official_key) JOIN ceremony USING (ceremony_key)
WHERE date IS NOT NULL AND ceremony.province IS NOT NULL
GROUP BY official_key, name, date HAVING count(DISTINCT ceremony.province) > 1 ORDER BY date, name
