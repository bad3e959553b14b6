//! Declaring the SQL texts of a module.

/// Declares SQL texts and lists every one of them as `STATEMENTS`, so that none is sent that the tests did not prepare.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* const $name: &str = $sql;)*

        /// Statements of this module.
        pub const STATEMENTS: &[&str] = &[$($name),*];
    };
}

pub(crate) use statements;
