-- Team agendas: principals, what they sign in with, their calendars and what is in them.
-- Every key begins with the team. Times are microseconds since 1970 in UTC, hence `_us`. README.md tells who writes each
-- table and why it is as it is.

CREATE TABLE team (
    id {key},
    name {text} NOT NULL UNIQUE,
    time_zone {text} NOT NULL,
    {unique_key} (id)
) {table_end};

CREATE TABLE principal (
    team_id {int} NOT NULL REFERENCES team (id) ON DELETE CASCADE,
    id {key},
    kind {text} NOT NULL CHECK (kind IN ('member', 'group', 'resource')),
    resource_kind {text} CHECK (resource_kind IN ('room', 'equipment', 'vehicle', 'desk')),
    capacity {int},
    login {text} NOT NULL,
    name {text} NOT NULL,
    time_zone {text},
    admin {text} NOT NULL CHECK (admin IN ('none', 'team')),
    state {text} NOT NULL CHECK (state IN ('active', 'disabled')),
    {unique_key} (team_id, id),
    UNIQUE (team_id, login)
) {table_end};

CREATE TABLE principal_email (
    team_id {int} NOT NULL,
    address_key {text} NOT NULL,
    principal_id {int} NOT NULL,
    position {int} NOT NULL,
    address {text} NOT NULL,
    PRIMARY KEY (team_id, address_key),
    FOREIGN KEY (team_id, principal_id) REFERENCES principal (team_id, id) ON DELETE CASCADE
) {table_end};

CREATE INDEX principal_email_principal ON principal_email (team_id, principal_id, position);

CREATE TABLE group_member (
    team_id {int} NOT NULL,
    group_id {int} NOT NULL,
    member_id {int} NOT NULL,
    PRIMARY KEY (team_id, group_id, member_id),
    FOREIGN KEY (team_id, group_id) REFERENCES principal (team_id, id) ON DELETE CASCADE,
    FOREIGN KEY (team_id, member_id) REFERENCES principal (team_id, id) ON DELETE CASCADE
) {table_end};

CREATE INDEX group_member_member ON group_member (team_id, member_id);

CREATE TABLE delegation (
    team_id {int} NOT NULL,
    member_id {int} NOT NULL,
    delegate_id {int} NOT NULL,
    rights {text} NOT NULL CHECK (rights IN ('read', 'write')),
    PRIMARY KEY (team_id, member_id, delegate_id),
    FOREIGN KEY (team_id, member_id) REFERENCES principal (team_id, id) ON DELETE CASCADE,
    FOREIGN KEY (team_id, delegate_id) REFERENCES principal (team_id, id) ON DELETE CASCADE
) {table_end};

CREATE INDEX delegation_delegate ON delegation (team_id, delegate_id);

CREATE TABLE password (
    team_id {int} NOT NULL,
    principal_id {int} NOT NULL,
    hash {text} NOT NULL,
    changed_us {int} NOT NULL,
    PRIMARY KEY (team_id, principal_id),
    FOREIGN KEY (team_id, principal_id) REFERENCES principal (team_id, id) ON DELETE CASCADE
) {table_end};

CREATE TABLE app_password (
    team_id {int} NOT NULL,
    id {key},
    {team_key}
    principal_id {int} NOT NULL,
    label {text} NOT NULL,
    secret_digest {bytes} NOT NULL,
    created_us {int} NOT NULL,
    last_used_us {int},
    last_client {text},
    UNIQUE (team_id, secret_digest),
    FOREIGN KEY (team_id, principal_id) REFERENCES principal (team_id, id) ON DELETE CASCADE
) {table_end};

CREATE INDEX app_password_principal ON app_password (team_id, principal_id);

CREATE TABLE web_session (
    team_id {int} NOT NULL,
    token_digest {bytes} NOT NULL,
    principal_id {int} NOT NULL,
    client {text} NOT NULL,
    created_us {int} NOT NULL,
    last_used_us {int} NOT NULL,
    expires_us {int} NOT NULL,
    PRIMARY KEY (team_id, token_digest),
    FOREIGN KEY (team_id, principal_id) REFERENCES principal (team_id, id) ON DELETE CASCADE
) {table_end};

CREATE INDEX web_session_principal ON web_session (team_id, principal_id);
CREATE INDEX web_session_expiry ON web_session (team_id, expires_us);

CREATE TABLE calendar (
    team_id {int} NOT NULL,
    id {key},
    owner_id {int} NOT NULL,
    name {text} NOT NULL,
    display_name {text},
    description {text},
    color {text},
    position {int},
    time_zone {text},
    components {text} NOT NULL,
    seq {int} NOT NULL DEFAULT 0,
    {unique_key} (team_id, id),
    UNIQUE (team_id, owner_id, name),
    FOREIGN KEY (team_id, owner_id) REFERENCES principal (team_id, id) ON DELETE CASCADE
) {table_end};

CREATE TABLE dead_property (
    team_id {int} NOT NULL,
    calendar_id {int} NOT NULL,
    namespace {text} NOT NULL,
    local_name {text} NOT NULL,
    xml {text} NOT NULL,
    PRIMARY KEY (team_id, calendar_id, namespace, local_name),
    FOREIGN KEY (team_id, calendar_id) REFERENCES calendar (team_id, id) ON DELETE CASCADE
) {table_end};

CREATE TABLE object (
    team_id {int} NOT NULL,
    id {key},
    {team_key}
    calendar_id {int} NOT NULL,
    name {text} NOT NULL,
    uid {text} NOT NULL,
    kind {text} NOT NULL,
    etag {text} NOT NULL,
    size_bytes {int} NOT NULL,
    created_us {int} NOT NULL,
    modified_us {int} NOT NULL,
    seq {int} NOT NULL,
    earliest_us {int},
    latest_us {int},
    author_id {int} NOT NULL,
    author_client {text} NOT NULL,
    data {bytes} NOT NULL,
    UNIQUE (team_id, calendar_id, name),
    UNIQUE (team_id, calendar_id, uid),
    FOREIGN KEY (team_id, calendar_id) REFERENCES calendar (team_id, id) ON DELETE CASCADE
) {table_end};

CREATE INDEX object_seq ON object (team_id, calendar_id, seq);
CREATE INDEX object_bounds ON object (
    team_id, calendar_id,
    (COALESCE(latest_us, 9223372036854775807)), (COALESCE(earliest_us, -9223372036854775807))
);

CREATE TABLE tombstone (
    team_id {int} NOT NULL,
    calendar_id {int} NOT NULL,
    name {text} NOT NULL,
    seq {int} NOT NULL,
    PRIMARY KEY (team_id, calendar_id, name),
    FOREIGN KEY (team_id, calendar_id) REFERENCES calendar (team_id, id) ON DELETE CASCADE
) {table_end};

CREATE INDEX tombstone_seq ON tombstone (team_id, calendar_id, seq);

CREATE TABLE object_version (
    team_id {int} NOT NULL REFERENCES team (id) ON DELETE CASCADE,
    id {key},
    {team_key}
    object_id {int} NOT NULL,
    owner_id {int} NOT NULL,
    calendar_id {int} NOT NULL,
    calendar_name {text} NOT NULL,
    name {text} NOT NULL,
    uid {text} NOT NULL,
    seq {int} NOT NULL,
    author_id {int} NOT NULL,
    author_client {text} NOT NULL,
    written_us {int} NOT NULL,
    replaced_by_id {int} NOT NULL,
    replaced_by_client {text} NOT NULL,
    replaced_us {int} NOT NULL,
    data {bytes} NOT NULL
) {table_end};

CREATE INDEX object_version_object ON object_version (team_id, object_id, id);
CREATE INDEX object_version_place ON object_version (team_id, owner_id, calendar_name, name, id);
