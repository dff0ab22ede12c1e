-- Awards that were handed over at another ceremony than the one that announced them, by the key of the later one.
SELECT handed_over_key, ceremony_key, award_id, award, class, recipient, count, qualifier
FROM award WHERE handed_over_key IS NOT NULL AND ceremony_key IS NOT NULL
ORDER BY handed_over_key, award_key
