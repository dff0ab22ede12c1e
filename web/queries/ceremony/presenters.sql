-- Who handed over a ceremony's awards, whose keys in this snapshot follow one another; names as given.
SELECT award_key, name, official_key FROM presentation
WHERE award_key BETWEEN $first_award AND $last_award AND official_key IS NOT NULL
