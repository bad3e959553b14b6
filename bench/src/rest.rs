//! What slows filling down, taken off tables and put back: indexes, and on PostgreSQL keys.

use crate::raw::{Cell, Raw};

/// What was taken off, as the statements that put it back.
pub struct Rest(Vec<String>);

fn texts(rows: Vec<Vec<Cell>>) -> Vec<Vec<String>> {
    let text = |cell| if let Cell::Text(text) = cell { text } else { String::new() };
    rows.into_iter().map(|row| row.into_iter().map(text).collect()).collect()
}

impl Rest {
    /// Takes the indexes off the tables; SQLite keeps those of its keys.
    pub async fn take_off(raw: &mut Raw, tables: &[&str]) -> Result<Self, String> {
        let names = tables.iter().map(|t| format!("'{t}'")).collect::<Vec<_>>().join(", ");
        let mut back = Vec::new();
        if let Raw::Sqlite(_) = raw {
            let of = format!(
                "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({names})"
            );
            for row in texts(raw.rows(&of, &[]).await?) {
                if let [name, sql] = row.as_slice() {
                    raw.raw(&format!("DROP INDEX {name}")).await?;
                    back.push(sql.clone());
                }
            }
            return Ok(Self(back));
        }
        // Foreign keys before the keys they point to; put back the other way round.
        let keys = format!(
            "SELECT conrelid::regclass::text, conname::text, pg_get_constraintdef(oid), contype::text FROM pg_constraint \
             WHERE contype IN ('p', 'f') AND (conrelid::regclass::text IN ({names}) OR confrelid::regclass::text IN ({names})) ORDER BY contype"
        );
        let mut later = Vec::new();
        for row in texts(raw.rows(&keys, &[]).await?) {
            if let [table, name, definition, kind] = row.as_slice() {
                raw.raw(&format!("ALTER TABLE {table} DROP CONSTRAINT {name}")).await?;
                let foreign = kind == "f";
                // Foreign keys are not checked again: only reading is measured.
                let unchecked = if foreign { " NOT VALID" } else { "" };
                let add = format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}{unchecked}");
                if foreign { later.push(add) } else { back.push(add) }
            }
        }
        let indexes = format!("SELECT indexname::text, indexdef FROM pg_indexes WHERE tablename IN ({names})");
        for row in texts(raw.rows(&indexes, &[]).await?) {
            if let [name, sql] = row.as_slice() {
                raw.raw(&format!("DROP INDEX {name}")).await?;
                back.push(sql.clone());
            }
        }
        back.extend(later);
        Ok(Self(back))
    }

    /// Puts everything back.
    pub async fn put_back(self, raw: &mut Raw) -> Result<(), String> {
        for sql in self.0 {
            raw.raw(&sql).await?;
        }
        Ok(())
    }
}
