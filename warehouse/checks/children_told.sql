-- warning: a recipient is called a child in the words that name him
SELECT award_report_id, recipient.name, evidence FROM award_report JOIN recipient USING (award_key),
    (VALUES ('em'), ('cháu'), ('bé'), ('học sinh')) AS said (word)
WHERE contains(lower(evidence), ' ' || word || ' ' || lower(recipient.name))
    AND NOT contains(lower(evidence), ' anh em ' || lower(recipient.name))
