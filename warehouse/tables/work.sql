-- The work tables of a build: what was read and what was decided, by text ids, before it has keys. They stand in `work`, a
-- schema or an attached database; the tables of a snapshot are derived of them (`warehouse/tables/derivation`) and of nothing else.

CREATE TABLE work.article ( -- An article that stands, once, under however many addresses.
    id VARCHAR NOT NULL, -- Its id.
    url VARCHAR, -- Canonical address.
    source VARCHAR, -- Domain of the outlet.
    outlet VARCHAR NOT NULL, -- Who speaks: the domain that the outlet goes by, or the article's id where it has none.
    province VARCHAR, -- Slug of the outlet's province.
    title VARCHAR NOT NULL, -- Headline.
    published TIMESTAMPTZ, -- Publication.
    day DATE, -- Day of publication in Vietnam, else the one that its report gives.
    fetched TIMESTAMPTZ, -- Newest fetch.
    record VARCHAR, -- Place of the page in the archive.
    language VARCHAR, -- ISO 639-1 code.
    credit VARCHAR, -- Source that the article itself credits.
    text_hash VARCHAR NOT NULL, -- SHA-256 of the canonical text.
    text_length INTEGER NOT NULL, -- Its length in code points.
    syndicated_of VARCHAR, -- Id of the article whose text it repeats.
    syndicated_from VARCHAR, -- Outlet whose text it is.
    age INTEGER NOT NULL, -- Its rank by publication, those without one last, then by id; no two are equal.
);

CREATE TABLE work.article_address ( -- Another address of an article.
    home VARCHAR NOT NULL, -- Id of the article that stands.
    article_id VARCHAR NOT NULL, -- Id that it has by this address.
    url VARCHAR, -- The address.
    fetched TIMESTAMPTZ, -- Newest fetch.
    record VARCHAR, -- Place of the page in the archive.
);

CREATE TABLE work.article_version ( -- A text of an article whose address gave several.
    article_id VARCHAR NOT NULL, -- The article.
    version INTEGER NOT NULL, -- 1 for the first text.
    fetched TIMESTAMPTZ, -- When it was fetched first.
    record VARCHAR, -- Place of that page in the archive.
    text_hash VARCHAR NOT NULL, -- SHA-256 of the text.
    title VARCHAR NOT NULL, -- Headline.
    paragraphs_added INTEGER NOT NULL, -- Paragraphs that the version before has not.
    paragraphs_removed INTEGER NOT NULL, -- Paragraphs that only the version before has.
    paragraphs_changed INTEGER NOT NULL, -- Paragraphs that read otherwise.
    numbers_changed VARCHAR[] NOT NULL, -- Numbers that stand in the place of others.
    title_changed BOOLEAN NOT NULL, -- Whether the headline is another.
    published_changed BOOLEAN NOT NULL, -- Whether the time of publication is.
    byline_changed BOOLEAN NOT NULL, -- Whether the writer is.
);

CREATE TABLE work.report ( -- What an article says of its event, as corrected.
    article_id VARCHAR NOT NULL, -- The article; it has one report at most.
    event VARCHAR, -- The event that it tells of, by the id of the group of reports; null where it is not relevant.
    held BOOLEAN NOT NULL, -- Whether a report of that group gives the day of the event, so that it is a ceremony.
    copy BOOLEAN NOT NULL, -- Whether it repeats another report of the group, so that it has no vote.
    relevant BOOLEAN NOT NULL, -- Whether it reports an event or awards.
    kind VARCHAR NOT NULL, -- Kind of the event.
    date DATE, -- First day of the event.
    date_end DATE, -- Last day, where it is another.
    part_of_day VARCHAR, -- morning, afternoon or evening.
    province VARCHAR, -- Slug of the province at the time of the event.
    place VARCHAR, -- District or commune.
    venue VARCHAR, -- The hall.
    host VARCHAR, -- Who holds the event.
    text_hash VARCHAR NOT NULL, -- SHA-256 of the text that was read.
    warnings VARCHAR[] NOT NULL, -- What could not be read or resolved.
    corrected_by VARCHAR, -- Who corrected the event's values.
    corrected_on DATE, -- When.
    corrected_why VARCHAR, -- Why.
    as_read VARCHAR, -- The corrected values as read, as JSON.
);

CREATE TABLE work.award ( -- An award as one relevant report tells of it, as corrected.
    award_report_id VARCHAR NOT NULL, -- Its stable id; no two are equal.
    article_id VARCHAR NOT NULL, -- The article.
    row INTEGER NOT NULL, -- Its place among the awards of the report.
    award VARCHAR NOT NULL, -- Code of the award's type.
    name VARCHAR, -- Name as given, where the type is a group of awards.
    class INTEGER, -- 1, 2 or 3.
    grantor VARCHAR, -- Code of who grants it.
    grantor_name VARCHAR, -- Who grants it, as given.
    recipient VARCHAR NOT NULL, -- collective, individual, household, case or mixed.
    count INTEGER, -- Number of recipients.
    qualifier VARCHAR NOT NULL, -- exact, over or about.
    status VARCHAR NOT NULL, -- conferred, cumulative, proposed or prospective.
    period_start INTEGER, -- First year.
    period_end INTEGER, -- Last year.
    recipients STRUCT("name" VARCHAR, "norm" VARCHAR)[] NOT NULL, -- Recipients named, children and pupils left out, and the form by which names are compared.
    presenters STRUCT("name" VARCHAR, "norm" VARCHAR)[] NOT NULL, -- Who handed it over.
    breakdown STRUCT("label" VARCHAR, "count" INTEGER)[] NOT NULL, -- Parts of the number.
    evidence VARCHAR NOT NULL, -- The sentence that states it.
    evidence_start INTEGER NOT NULL, -- First code point of it in the text.
    evidence_end INTEGER NOT NULL, -- Code point behind its last.
    confidence DOUBLE NOT NULL, -- 0 to 1.
    counted BOOLEAN NOT NULL, -- Whether an operator looked at the number.
    corrected_by VARCHAR, -- Who corrected it.
    corrected_on DATE, -- When.
    corrected_why VARCHAR, -- Why.
    as_read VARCHAR, -- The corrected values as read, as JSON.
    name_norm VARCHAR NOT NULL, -- The form by which names of awards are compared.
    named VARCHAR[] NOT NULL, -- Recipients named, those of children and pupils too, as they are looked for in other reports on the event.
    known_by VARCHAR[] NOT NULL, -- The forms by which they can be known at other events.
);

CREATE TABLE work.award_member ( -- Which award a row tells of.
    award_report_id VARCHAR NOT NULL, -- The row; no two are equal.
    award_group VARCHAR NOT NULL, -- The award, by the id of the group of rows.
    part VARCHAR NOT NULL, -- same, total or part: how its number stands to the award's.
);

CREATE TABLE work.award_choice ( -- What was decided of an award.
    award_group VARCHAR NOT NULL, -- The award; no two are equal.
    best VARCHAR NOT NULL, -- award_report_id of the row that says it best, which is one of the `same`.
    count INTEGER, -- The number that stands.
    qualifier VARCHAR NOT NULL, -- exact, over or about.
    agreeing INTEGER NOT NULL, -- Outlets whose number agrees.
    conflict BOOLEAN NOT NULL, -- Whether an outlet's number cannot be squared with it.
    status VARCHAR NOT NULL, -- conferred, cumulative, proposed or prospective, as most outlets have it.
    class INTEGER, -- 1, 2 or 3, as most outlets have it.
    grantor VARCHAR, -- Code of who grants it, as most outlets have it.
    recipient VARCHAR NOT NULL, -- collective, individual, household, case or mixed, as most outlets have it.
    event VARCHAR NOT NULL, -- The event at which it was conferred.
    handed_over_event VARCHAR, -- The later event at which it was handed over.
);

CREATE TABLE work.official ( -- A person in office as one relevant report names him, as corrected.
    mention_id VARCHAR NOT NULL, -- Its stable id; no two are equal.
    article_id VARCHAR NOT NULL, -- The article.
    n INTEGER NOT NULL, -- Its place among the officials of the report.
    name VARCHAR NOT NULL, -- Name as given.
    norm VARCHAR NOT NULL, -- The form by which names are compared.
    titles VARCHAR[] NOT NULL, -- Titles as given.
    title_norms VARCHAR[] NOT NULL, -- The forms by which they are compared, one each.
    offices STRUCT(post VARCHAR, body VARCHAR, "national" BOOLEAN)[] NOT NULL, -- What they say, one each.
    scope VARCHAR, -- Slug of the province in which the person serves, 'national', or null where nothing tells.
    roles VARCHAR[] NOT NULL, -- Roles in this report.
    corrected_by VARCHAR, -- Who corrected it.
    corrected_on DATE, -- When.
    corrected_why VARCHAR, -- Why.
    as_read VARCHAR, -- The corrected values as read, as JSON.
    sole VARCHAR[] NOT NULL, -- Offices of which there is one, by which a person is known.
);

CREATE TABLE work.person ( -- Which person a mention is of.
    mention_id VARCHAR NOT NULL, -- The mention; no two are equal.
    person VARCHAR NOT NULL, -- The person, by the id of the group of mentions.
);

CREATE TABLE work.movement ( -- A movement in a relevant report.
    article_id VARCHAR NOT NULL, -- The article.
    n INTEGER NOT NULL, -- Its place among the movements of the report.
    name VARCHAR NOT NULL, -- Name as given.
    norm VARCHAR NOT NULL, -- The form by which names are compared.
    start_date DATE, -- Beginning as given.
    end_date DATE, -- End as given.
);

CREATE TABLE work.document ( -- A document that a relevant report cites.
    article_id VARCHAR NOT NULL, -- The article.
    n INTEGER NOT NULL, -- Its place among the documents of the report.
    name VARCHAR NOT NULL, -- As cited.
    norm VARCHAR NOT NULL, -- The form by which names are compared.
);

CREATE TABLE work.identity ( -- The stable id of a group of reports that is a ceremony, of mentions, or of award rows.
    kind VARCHAR NOT NULL, -- ceremony, official or award.
    grp VARCHAR NOT NULL, -- The group: event, person or award_group.
    id VARCHAR NOT NULL, -- Its id.
);

CREATE TABLE work.alias ( -- An id of a former snapshot that is no longer used.
    kind VARCHAR NOT NULL, -- ceremony, official or award.
    old_id VARCHAR NOT NULL, -- The id of before.
    id VARCHAR, -- The id that holds most of what it held.
);

CREATE TABLE work.correction ( -- An entry of the operator's file of corrections, and what became of it.
    correction_key INTEGER NOT NULL, -- Its place in the file, from 1.
    article VARCHAR NOT NULL, -- The article as the file names it.
    article_id VARCHAR, -- The article; null where there is none.
    subject VARCHAR NOT NULL, -- award, official or event.
    action VARCHAR NOT NULL, -- change, remove or add.
    row_id VARCHAR, -- award_report_id or mention_id of the row.
    as_read VARCHAR, -- Values by which the file names what was read, as JSON.
    set_to VARCHAR, -- Values that are right, as JSON.
    corrected_by VARCHAR NOT NULL, -- Who says so.
    corrected_on DATE NOT NULL, -- When.
    corrected_why VARCHAR NOT NULL, -- Why.
    articles INTEGER NOT NULL, -- Articles in which it was applied.
    problem VARCHAR, -- Why it was not applied.
);

CREATE TABLE work.person_correction ( -- An entry of the operator's file of people, and what became of it.
    person_correction_key INTEGER NOT NULL, -- Its place in the file, from 1.
    action VARCHAR NOT NULL, -- join or split.
    people VARCHAR NOT NULL, -- Whom the file names, as a JSON list.
    articles VARCHAR[] NOT NULL, -- The articles among them.
    mention_ids VARCHAR[] NOT NULL, -- The mentions that it names.
    changed BOOLEAN NOT NULL, -- Whether it changed anything.
    corrected_by VARCHAR NOT NULL, -- Who says so.
    corrected_on DATE NOT NULL, -- When.
    corrected_why VARCHAR NOT NULL, -- Why.
    problem VARCHAR, -- Why it was not applied.
);
