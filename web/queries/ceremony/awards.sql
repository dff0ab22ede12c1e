-- The awards of a ceremony. Only those whose status is conferred were given there; the others never belong in its totals.
SELECT award_id, award.award, award_name_vi, class, recipient, count, qualifier, status, grantor, grantor_name,
    recipient_names, presented_by, award.date, handed_over, period_start, period_end,
    list_transform(breakdown, lambda part: part.label || ': ' || part.count) AS breakdown,
    award.reports, reports_agreeing, conflict, counts_reported, confidence, evidence, source, award.url,
    corrected_by, corrected_on, corrected_why, as_read
FROM award JOIN ceremony USING (ceremony_key)
WHERE ceremony.ceremony_id = $ceremony_id
ORDER BY status <> 'conferred', status, award_key
