CREATE TABLE movement ( -- An emulation movement.
    movement_key INTEGER NOT NULL, -- Key in this snapshot.
    name VARCHAR NOT NULL, -- Name in its commonest spelling.
    start_date DATE, -- Earliest beginning given.
    end_date DATE, -- Latest end given.
    reports INTEGER NOT NULL, -- Reports that launch it or sum it up.
    first_seen DATE, -- First day on which it was told of.
    last_seen DATE, -- Last such day.
);

CREATE TABLE report_movement ( -- A movement in a report.
    report_key INTEGER NOT NULL, -- The report.
    movement_key INTEGER NOT NULL, -- The movement.
    name VARCHAR NOT NULL, -- Name as given.
    start_date DATE, -- Beginning as given.
    end_date DATE, -- End as given.
);

CREATE TABLE document ( -- A legal or party document that reports cite.
    document_key INTEGER NOT NULL, -- Key in this snapshot.
    name VARCHAR NOT NULL, -- Kind and number in the commonest spelling.
    reports INTEGER NOT NULL, -- Reports that cite it.
    first_cited DATE, -- First day on which it was cited.
    last_cited DATE, -- Last such day.
);

CREATE TABLE report_document ( -- A document in a report.
    report_key INTEGER NOT NULL, -- The report.
    document_key INTEGER NOT NULL, -- The document.
    name VARCHAR NOT NULL, -- As cited.
);
