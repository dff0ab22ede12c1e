-- The awards of all ceremonies as their pages show them, by the ceremony's key in this snapshot.
SELECT ceremony_key, award_key, award_id, award, award_name_vi, class, grantor, grantor_name, recipient, count, qualifier, status,
    period_start, period_end, recipient_names, presented_by, reports, reports_agreeing, conflict, counts_reported,
    breakdown, confidence, best_id, corrected_by, corrected_on, corrected_why, as_read, handed_over, handed_over_key
FROM award WHERE ceremony_key IS NOT NULL
ORDER BY ceremony_key, award_key
