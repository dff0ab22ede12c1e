-- What of an outlet is in the snapshot, by month of publication, the latest first.
SELECT month, found, aside, read, relevant, copies, with_awards
FROM coverage WHERE source = $source AND month IS NOT NULL ORDER BY month DESC
