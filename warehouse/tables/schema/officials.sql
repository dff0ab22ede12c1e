CREATE TABLE official ( -- A person in office who takes part in events.
    official_key INTEGER NOT NULL, -- Key in this snapshot.
    official_id VARCHAR NOT NULL, -- Stable id.
    name VARCHAR NOT NULL, -- Name in its commonest spelling.
    province VARCHAR, -- Slug of the province in which the person serves; null for national office or where it is not known.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory.
    national BOOLEAN NOT NULL, -- Whether the person serves in a national body and in no province.
    title VARCHAR, -- Title last seen.
    ceremonies INTEGER NOT NULL, -- Ceremonies that the person took part in.
    reports INTEGER NOT NULL, -- Reports that name the person.
    first_seen DATE, -- First day of an event, or of a publication where the event has no day.
    last_seen DATE, -- Last such day.
);

CREATE TABLE position ( -- A title under which a person was seen.
    position_key INTEGER NOT NULL, -- Key in this snapshot.
    official_key INTEGER NOT NULL, -- The person.
    title VARCHAR NOT NULL, -- Title in its commonest spelling.
    post VARCHAR NOT NULL, -- The post in it, without accents and body: pho giam doc.
    body VARCHAR, -- The body in it, without accents: so noi vu; null for the leading bodies of a province.
    national BOOLEAN NOT NULL, -- Whether it is one of a national body.
    province VARCHAR, -- Slug of the person's province.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory.
    first_seen DATE, -- First day on which it was seen.
    last_seen DATE, -- Last such day.
    reports INTEGER NOT NULL, -- Reports that give it.
);

CREATE TABLE appearance ( -- A person at a ceremony.
    appearance_key INTEGER NOT NULL, -- Key in this snapshot.
    official_key INTEGER NOT NULL, -- The person.
    ceremony_key INTEGER NOT NULL, -- The ceremony.
    roles VARCHAR[] NOT NULL, -- What the person did there by any report: attend, chair, speak, present.
    titles VARCHAR[] NOT NULL, -- Titles given there.
    reports INTEGER NOT NULL, -- Reports on it that name the person.
);

CREATE TABLE official_mention ( -- A person as one report names him.
    mention_key INTEGER NOT NULL, -- Key in this snapshot.
    mention_id VARCHAR NOT NULL, -- Stable id: article and name.
    official_key INTEGER NOT NULL, -- The person.
    report_key INTEGER NOT NULL, -- The report.
    name VARCHAR NOT NULL, -- Name as given.
    titles VARCHAR[] NOT NULL, -- Titles as given.
    roles VARCHAR[] NOT NULL, -- Roles in this report.
    corrected_by VARCHAR, -- Who corrected it; null where it stands as read.
    corrected_on DATE, -- Day of the correction.
    corrected_why VARCHAR, -- Its reason.
    as_read VARCHAR, -- The corrected values as they had been read, as JSON; null where it was not read at all, or stands as read.
);
