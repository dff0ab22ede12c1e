CREATE TABLE report ( -- What one article says, as far as it is one value; officials, awards, movements and documents have tables of their own.
    report_key INTEGER NOT NULL, -- Key in this snapshot.
    article_key INTEGER NOT NULL, -- The article.
    ceremony_key INTEGER, -- The ceremony that it reports; null where it reports none, or does not say when it was.
    relevant BOOLEAN NOT NULL, -- Whether it reports an emulation or commendation event, or awards.
    kind VARCHAR NOT NULL, -- summary, launch, conferment, congress, council, plan, feature or other.
    published DATE, -- Day of publication in Vietnam.
    date DATE, -- First day of the event; null where the article does not say.
    date_end DATE, -- Last day, where it is another.
    part_of_day VARCHAR, -- morning, afternoon or evening.
    province VARCHAR, -- Slug of the province at the time of the event; null for the event of a central body.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory.
    place VARCHAR, -- District or commune.
    venue VARCHAR, -- The hall.
    host VARCHAR, -- Who holds the event.
    text_hash VARCHAR NOT NULL, -- SHA-256 of the text that was read; that of the article.
    warnings VARCHAR[] NOT NULL, -- What could not be read or resolved.
    corrected_by VARCHAR, -- Who corrected the event's values; null where they stand as read.
    corrected_on DATE, -- Day of the correction.
    corrected_why VARCHAR, -- Its reason.
    as_read VARCHAR, -- The corrected values as they had been read, as JSON; null where they were not read at all, or stand as read.
);

CREATE TABLE ceremony ( -- What happened on a day (or several): an event, put together from all reports on it.
    ceremony_key INTEGER NOT NULL, -- Key in this snapshot.
    ceremony_id VARCHAR NOT NULL, -- Stable id.
    title VARCHAR NOT NULL, -- Headline of the report that tells most.
    kind VARCHAR NOT NULL, -- As most reports have it: summary, launch, conferment, congress, council, plan, feature or other.
    date DATE NOT NULL, -- First day.
    date_end DATE, -- Last day, where it is another.
    year INTEGER NOT NULL, -- Year of the first day.
    part_of_day VARCHAR, -- morning, afternoon or evening.
    province VARCHAR, -- Slug of the province at the time.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory.
    place VARCHAR, -- District or commune.
    venue VARCHAR, -- The hall.
    host VARCHAR, -- Who held it.
    reports INTEGER NOT NULL, -- Articles that report it, copies included.
    outlets INTEGER NOT NULL, -- Outlets that report it in words of their own.
    first_published TIMESTAMPTZ, -- Publication of the first report.
    url VARCHAR, -- Address of the report that tells most.
);
