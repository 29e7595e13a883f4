//! Bringing the schema up to date, in numbered steps.
//!
//! All steps that are missing run in one transaction that holds the lock of row 0 of `schema_version`, so that of two
//! nodes which start at once one waits and then finds nothing left to do. It is a row lock and not an advisory one,
//! because not every engine behind PostgreSQL's protocol has those.

use sha2::{Digest, Sha256};

use crate::dialect::Dialect;
use crate::session::Session;
use crate::{OpenError, StoreError};

/// A numbered step of the schema. Once released, its text never changes.
struct Step {
    version: i64,
    name: &'static str,
    template: &'static str,
}

const STEPS: &[Step] = &[
    Step { version: 1, name: "team agendas", template: include_str!("migrations/0001_team_agendas.sql") },
    Step { version: 2, name: "instances", template: include_str!("migrations/0002_instances.sql") },
    Step { version: 3, name: "files", template: include_str!("migrations/0003_files.sql") },
    Step { version: 4, name: "rights", template: include_str!("migrations/0004_rights.sql") },
];

/// How often making the version table is tried when several nodes make it at once.
const ATTEMPTS_MAX: u32 = 5;

/// What becomes of steps that the database has not had yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// They are applied.
    Apply,
    /// The database is refused, since somebody works with it as it is.
    Refuse,
}

/// Applies the steps that are missing, if that may be.
///
/// # Errors
/// [`OpenError::NewerSchema`], [`OpenError::OlderSchema`], [`OpenError::ForeignSchema`], [`OpenError::Store`].
pub(crate) fn run(session: &mut Session, dialect: Dialect, missing: Missing) -> Result<(), OpenError> {
    make_version_table(session, dialect)?;
    session.begin_write()?;
    match apply_missing(session, dialect, missing) {
        Ok(()) => Ok(session.commit()?),
        Err(error) => {
            session.rollback();
            Err(error)
        }
    }
}

/// PostgreSQL refuses one of two nodes that make the same table at once; that one looks again.
fn make_version_table(session: &mut Session, dialect: Dialect) -> Result<(), StoreError> {
    let sql = dialect.schema(
        "CREATE TABLE IF NOT EXISTS schema_version (\
           version {int} PRIMARY KEY, name {text} NOT NULL, checksum {text} NOT NULL) {table_end};\
         INSERT INTO schema_version (version, name, checksum) VALUES (0, 'lock', '') ON CONFLICT DO NOTHING;",
    );
    let mut done = session.script(&sql);
    for _ in 1..ATTEMPTS_MAX {
        if done.is_ok() {
            break;
        }
        done = session.script(&sql);
    }
    done
}

fn apply_missing(session: &mut Session, dialect: Dialect, missing: Missing) -> Result<(), OpenError> {
    session.script(dialect.take_time())?;
    session.query("SELECT version FROM schema_version WHERE version = 0 FOR UPDATE", &[])?;
    let applied = applied(session)?;
    let known = STEPS.last().map_or(0, |step| step.version);
    if let Some((found, _)) = applied.last().filter(|(found, _)| *found > known) {
        return Err(OpenError::NewerSchema { found: *found, known });
    }
    for step in STEPS {
        match applied.iter().find(|(version, _)| *version == step.version) {
            None if missing == Missing::Refuse => {
                return Err(OpenError::OlderSchema { missing: step.version });
            }
            None => apply(session, dialect, step)?,
            Some((_, checksum)) if *checksum == step.checksum() => {}
            Some(_) => return Err(OpenError::ForeignSchema { version: step.version }),
        }
    }
    Ok(())
}

fn applied(session: &mut Session) -> Result<Vec<(i64, String)>, StoreError> {
    let sql = "SELECT version, checksum FROM schema_version WHERE version > 0 ORDER BY version";
    let mut rows = session.query(sql, &[])?;
    rows.iter_mut().map(|row| Ok((row.take()?, row.take()?))).collect()
}

fn apply(session: &mut Session, dialect: Dialect, step: &Step) -> Result<(), StoreError> {
    session.script(&dialect.schema(step.template))?;
    let checksum = step.checksum();
    session.execute(
        "INSERT INTO schema_version (version, name, checksum) VALUES ($1, $2, $3)",
        &[step.version.into(), step.name.into(), (&checksum).into()],
    )?;
    tracing::info!(version = step.version, name = step.name, "schema step applied");
    Ok(())
}

impl Step {
    /// The digest of the step's text, by which a step that was applied is known again.
    fn checksum(&self) -> String {
        Sha256::digest(self.template.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::STEPS;

    #[test]
    fn steps_are_numbered_from_one_without_gaps() {
        assert!(STEPS.iter().map(|step| step.version).eq(1..=STEPS.len() as i64));
    }
}
