-- What is said of a ceremony where another has to do with it, by its key in this snapshot; later ones have higher keys.
SELECT ceremony_key, ceremony_id, title, date, province FROM ceremony ORDER BY ceremony_key
