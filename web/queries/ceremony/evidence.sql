-- What each report tells of an award, by the award's key in this snapshot: originals before copies. The keys of a ceremony's
-- awards follow one another.
SELECT award_key, award_report_id, report_key, part, syndicated, award, name, class, recipient, count, qualifier, status,
    evidence, confidence, corrected_by, corrected_on, corrected_why, as_read
FROM award_report
ORDER BY award_key, syndicated, award_report_key
