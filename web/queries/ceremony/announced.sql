-- Awards that were handed over at a ceremony, by its key in this snapshot, and announced at one before it.
SELECT award.ceremony_key, ceremony.ceremony_id, title, kind, ceremony.date, ceremony.province,
    award_id, award, class, recipient, count, qualifier
FROM award JOIN ceremony USING (ceremony_key) WHERE handed_over_key = $ceremony_key ORDER BY award_key
