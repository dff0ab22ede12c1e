-- Movements and documents that reports tell of, by the report's key in this snapshot.
SELECT report_key, 'movement' AS topic, movement_key AS key, movement.name, report_movement.start_date, report_movement.end_date
FROM report_movement JOIN movement USING (movement_key)
UNION ALL
SELECT report_key, 'document', document_key, document.name, NULL, NULL
FROM report_document JOIN document USING (document_key)
ORDER BY report_key, topic, key
