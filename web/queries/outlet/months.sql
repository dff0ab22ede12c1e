-- What of an outlet is in the snapshot, by month of publication, the latest first.
SELECT month, read, relevant, with_awards, copies, found, aside
FROM coverage WHERE source = $source AND month IS NOT NULL ORDER BY month DESC
