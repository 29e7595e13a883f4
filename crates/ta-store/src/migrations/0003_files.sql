-- Plain collections: a home for files for every member, what is in it, its dead properties and the locks on it.
-- A row with the path '' is a home. A collection has no content and so no tag.

CREATE TABLE file (
    team_id {int} NOT NULL,
    id {key},
    owner_id {int} NOT NULL,
    path {text} NOT NULL,
    parent {text},
    etag {text},
    media_type {text},
    size_bytes {int} NOT NULL,
    created_us {int} NOT NULL,
    modified_us {int} NOT NULL,
    data {bytes} NOT NULL,
    {unique_key} (team_id, id),
    UNIQUE (team_id, owner_id, path),
    FOREIGN KEY (team_id, owner_id) REFERENCES principal (team_id, id) ON DELETE CASCADE
) {table_end};

CREATE INDEX file_parent ON file (team_id, owner_id, parent);
CREATE INDEX file_size ON file (team_id, owner_id, size_bytes);

CREATE TABLE file_property (
    team_id {int} NOT NULL,
    file_id {int} NOT NULL,
    namespace {text} NOT NULL,
    local_name {text} NOT NULL,
    xml {text} NOT NULL,
    PRIMARY KEY (team_id, file_id, namespace, local_name),
    FOREIGN KEY (team_id, file_id) REFERENCES file (team_id, id) ON DELETE CASCADE
) {table_end};

CREATE TABLE file_lock (
    team_id {int} NOT NULL,
    token {text} NOT NULL,
    owner_id {int} NOT NULL,
    root {text} NOT NULL,
    depth {text} NOT NULL CHECK (depth IN ('zero', 'infinity')),
    scope {text} NOT NULL CHECK (scope IN ('exclusive', 'shared')),
    owner_xml {text},
    creator_id {int} NOT NULL,
    expires_us {int} NOT NULL,
    PRIMARY KEY (team_id, token),
    FOREIGN KEY (team_id, owner_id) REFERENCES principal (team_id, id) ON DELETE CASCADE,
    FOREIGN KEY (team_id, creator_id) REFERENCES principal (team_id, id) ON DELETE CASCADE
) {table_end};

CREATE INDEX file_lock_owner ON file_lock (team_id, owner_id, root);
CREATE INDEX file_lock_creator ON file_lock (team_id, creator_id);

INSERT INTO file (team_id, owner_id, path, size_bytes, created_us, modified_us, data)
SELECT team_id, id, '', 0, 0, 0, {no_bytes} FROM principal WHERE kind = 'member';
