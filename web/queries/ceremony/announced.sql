-- Awards that were handed over at a ceremony, by its key in this snapshot, and announced at one before it.
SELECT ceremony_key, award_id, award, class, recipient, count, qualifier
FROM award WHERE handed_over_key = $ceremony_key AND ceremony_key IS NOT NULL ORDER BY award_key
