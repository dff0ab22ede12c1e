-- The ceremony that a report tells of, by its key in this snapshot.
SELECT ceremony_id, title, date, kind, province FROM ceremony WHERE ceremony_key = $ceremony_key
