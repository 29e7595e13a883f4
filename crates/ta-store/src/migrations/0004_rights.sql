-- What others than its owner may see of a calendar and do with it, and how its objects look to them. The narrow views have
-- change logs of their own, so that a change which is hidden in a view is no step of its log. Rows from before this step
-- have no look yet, so others see nothing of them until it is derived.

ALTER TABLE team ADD COLUMN member_see {text} NOT NULL DEFAULT 'titles';
ALTER TABLE team ADD COLUMN member_act {text} NOT NULL DEFAULT 'invite';

ALTER TABLE calendar ADD COLUMN member_see {text};
ALTER TABLE calendar ADD COLUMN member_act {text};
ALTER TABLE calendar ADD COLUMN shared_seq {int} NOT NULL DEFAULT 0;
ALTER TABLE calendar ADD COLUMN titles_seq {int} NOT NULL DEFAULT 0;

ALTER TABLE delegation ADD COLUMN private_items {text} NOT NULL DEFAULT 'busy';

ALTER TABLE object ADD COLUMN shared_etag {text};
ALTER TABLE object ADD COLUMN shared_bytes {int};
ALTER TABLE object ADD COLUMN shared_seq {int} NOT NULL DEFAULT 0;
ALTER TABLE object ADD COLUMN titles_etag {text};
ALTER TABLE object ADD COLUMN titles_bytes {int};
ALTER TABLE object ADD COLUMN titles_seq {int} NOT NULL DEFAULT 0;

ALTER TABLE tombstone ADD COLUMN shared_seq {int} NOT NULL DEFAULT 0;
ALTER TABLE tombstone ADD COLUMN titles_seq {int} NOT NULL DEFAULT 0;

CREATE INDEX object_shared_seq ON object (team_id, calendar_id, shared_seq);

CREATE TABLE calendar_grant (
    team_id {int} NOT NULL,
    calendar_id {int} NOT NULL,
    grantee_id {int} NOT NULL,
    see {text} NOT NULL,
    act {text} NOT NULL,
    private_items {text} NOT NULL,
    PRIMARY KEY (team_id, calendar_id, grantee_id),
    FOREIGN KEY (team_id, calendar_id) REFERENCES calendar (team_id, id) ON DELETE CASCADE,
    FOREIGN KEY (team_id, grantee_id) REFERENCES principal (team_id, id) ON DELETE CASCADE
) {table_end};

CREATE INDEX calendar_grant_grantee ON calendar_grant (team_id, grantee_id);

CREATE TABLE home_entry (
    team_id {int} NOT NULL,
    principal_id {int} NOT NULL,
    calendar_id {int} NOT NULL,
    display_name {text},
    color {text},
    position {int},
    listing {text} NOT NULL,
    PRIMARY KEY (team_id, principal_id, calendar_id),
    FOREIGN KEY (team_id, principal_id) REFERENCES principal (team_id, id) ON DELETE CASCADE,
    FOREIGN KEY (team_id, calendar_id) REFERENCES calendar (team_id, id) ON DELETE CASCADE
) {table_end};

CREATE INDEX home_entry_calendar ON home_entry (team_id, calendar_id);
