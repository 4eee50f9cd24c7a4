//! The tables, and how a file of an earlier version becomes one of today.
//!
//! The version is SQLite's own `user_version`. A step is never changed once it was released: what is to be different is a new step.

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// The steps from an empty file to today's, in order.
const STEPS: &[&str] = &[include_str!("steps/1.sql"), include_str!("steps/2.sql")];

/// Brings a file to today's version. All steps happen, or none.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    apply(connection, STEPS)
}

/// Is this file of today's version?
pub(super) fn version(connection: &Connection) -> rusqlite::Result<usize> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn apply(connection: &mut Connection, steps: &[&str]) -> Result<(), StoreError> {
    let version = version(connection)?;
    if version == steps.len() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another tactful may have been quicker.
    let version = self::version(&transaction)?;
    if version > steps.len() {
        return Err(StoreError::Newer(version));
    }
    for step in &steps[version..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", steps.len())?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables(connection: &Connection) -> i64 {
        connection.query_row("SELECT count(*) FROM sqlite_schema WHERE type = 'table'", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn steps_are_taken_once_and_from_where_the_file_stands() {
        let mut connection = Connection::open_in_memory().unwrap();
        let steps = ["CREATE TABLE a (x)", "CREATE TABLE b (x)"];
        apply(&mut connection, &steps[..1]).unwrap();
        apply(&mut connection, &steps[..1]).unwrap();
        assert_eq!((version(&connection).unwrap(), tables(&connection)), (1, 1));
        apply(&mut connection, &steps).unwrap();
        assert_eq!((version(&connection).unwrap(), tables(&connection)), (2, 2));
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_as_it_was() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(apply(&mut connection, &["CREATE TABLE a (x)", "CREATE TABLE a (x)"]).is_err());
        assert_eq!((version(&connection).unwrap(), tables(&connection)), (0, 0));
    }

    #[test]
    fn a_file_of_a_newer_program_is_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(migrate(&mut connection), Err(StoreError::Newer(99))));
        assert_eq!((version(&connection).unwrap(), tables(&connection)), (99, 0));
    }
}
