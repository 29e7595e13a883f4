-- Instances of a series in a window, so that a question about a week need not read every endless rule. NULL: ask the
-- text. `derived` names what bounds and instances were derived with; rows that carry another stamp are derived again.

ALTER TABLE object ADD COLUMN instances {bytes};
ALTER TABLE object ADD COLUMN derived {int} NOT NULL DEFAULT 0;

CREATE INDEX object_derived ON object (team_id, derived, id);
