CREATE TABLE run ( -- The build that made this snapshot; one row.
    snapshot INTEGER NOT NULL, -- Number of the snapshot.
    built TIMESTAMPTZ NOT NULL, -- When it was built.
    code_version VARCHAR NOT NULL, -- Fingerprint of the code and data that built it.
    rules_hash VARCHAR NOT NULL, -- SHA-256 over the operator's corrections.
    inputs_hash VARCHAR NOT NULL, -- SHA-256 over names and contents of the parts that it was built from.
    parts INTEGER NOT NULL, -- Number of these parts.
    newest_fetch TIMESTAMPTZ, -- Latest fetch of an article in it.
    info VARCHAR NOT NULL, -- What the caller says about the run, as JSON.
);

CREATE TABLE source ( -- An outlet whose articles are in the snapshot.
    source VARCHAR NOT NULL, -- Domain without www; the key.
    name VARCHAR, -- The outlet's name; null where the outlet is not known.
    kind VARCHAR, -- newspaper, broadcaster, portal, party, board or national.
    province VARCHAR, -- Slug of its province; null for a national outlet.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory.
    articles INTEGER NOT NULL, -- Articles of it in the snapshot.
    relevant INTEGER NOT NULL, -- Those of them that report an emulation or commendation event.
    first_published TIMESTAMPTZ, -- Earliest publication among them.
    last_published TIMESTAMPTZ, -- Latest publication among them.
);

CREATE TABLE province ( -- A province or centrally run city over the time in which it had one territory: the 63 before 1 July 2025, the 34 since, and those of before.
    province_id VARCHAR NOT NULL, -- Unit and year in which it begins, such as lao-cai-2025; the key.
    province VARCHAR NOT NULL, -- Slug as used in all other tables; several units may share it, one after the other.
    name VARCHAR NOT NULL, -- Name with accents, without its type.
    type VARCHAR NOT NULL, -- tỉnh, thành phố or đặc khu.
    code VARCHAR, -- Code of the statistical office; null for units gone before 2025.
    valid_from DATE NOT NULL, -- First day on which it exists; 1976-01-01 means as old as the table.
    valid_to DATE, -- First day on which it no longer exists; null where it exists today.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory; null where it went to several.
    successors VARCHAR[] NOT NULL, -- Ids of those of today's 34 that hold its territory.
);

CREATE TABLE award_type ( -- A type of award.
    award VARCHAR NOT NULL, -- Code as used in award and award_report; the key.
    name_vi VARCHAR NOT NULL, -- Name in Vietnamese.
    name_en VARCHAR NOT NULL, -- Name in English.
    level VARCHAR NOT NULL, -- Level of the authority that grants it: state, province, unit or any.
    law VARCHAR NOT NULL, -- Where the law speaks of it.
    grantor VARCHAR, -- Code of the grantor where the law leaves no choice.
    classes INTEGER NOT NULL, -- Number of its classes; 0 where it has none.
    named BOOLEAN NOT NULL, -- Whether the code is a group whose awards carry their own name.
);

CREATE TABLE grantor ( -- A level of those who grant awards.
    grantor VARCHAR NOT NULL, -- Code as used in award and award_report; the key.
    name_vi VARCHAR NOT NULL, -- Name in Vietnamese.
    name_en VARCHAR NOT NULL, -- Name in English.
    level VARCHAR NOT NULL, -- state, province, or unit: below the province, within a body.
);

CREATE TABLE code_label ( -- What the other codes mean that stand in columns of tables and views.
    code_of VARCHAR NOT NULL, -- Whose code it is: kind, part_of_day, recipient, qualifier, status, role, level, outlet_kind or occupation.
    code VARCHAR NOT NULL, -- The code.
    name_vi VARCHAR NOT NULL, -- Name in Vietnamese.
    name_en VARCHAR NOT NULL, -- Name in English.
);

CREATE TABLE coverage ( -- What of an outlet's articles of a month is in the snapshot: more awards are told from more articles. Every view of a trend carries these figures.
    source VARCHAR, -- Domain of the outlet; null for articles of none that is known.
    month DATE, -- First day of the month of publication in Vietnam; null where it is not known, which for articles not read is common.
    found INTEGER, -- Articles known to be there: those read, and addresses that the crawler has found and not read, by the month that a feed, a sitemap or the address gives. Null where the outlet is not crawled, so that it is not known what there is. Pages that proved to be no article are not in it.
    aside INTEGER, -- Those found that were left unread because their headline is of another topic; null where found is.
    read INTEGER NOT NULL, -- Articles fetched and read: crawled, imported and backfilled ones, each once under however many addresses.
    relevant INTEGER NOT NULL, -- Those read that report an emulation or commendation event, or awards.
    copies INTEGER NOT NULL, -- The relevant ones that repeat another article's text.
    with_awards INTEGER NOT NULL, -- The relevant ones that tell of a conferred award, copies included.
);
