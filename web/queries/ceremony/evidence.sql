-- What each report tells of a ceremony's awards, whose keys in this snapshot follow one another: originals before copies.
SELECT award_report_id, award_key, report_key, part, syndicated, award, name, class, recipient, count, qualifier, status,
    evidence, confidence, corrected_by, corrected_on, corrected_why, as_read
FROM award_report WHERE award_key BETWEEN $first_award AND $last_award
ORDER BY award_key, syndicated, award_report_key
