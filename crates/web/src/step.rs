//! Steps of a file that are written down one by one, each with a form of its own.

use domain::access::Permission;

use crate::form::Form;

/// A step that can be written down.
#[derive(Debug, Clone, Copy)]
pub struct StepKind {
    /// Its code: `step_kind` in JSON, the last part of its address.
    pub code: &'static str,
    /// Its form.
    pub form: Form,
    /// The permission it needs.
    pub permission: Permission,
}

/// The steps of a file with their forms, and the one that a body says.
macro_rules! steps {
    ($(#[$doc:meta])* $($code:literal $variant:ident $permission:ident [$($input:expr),* $(,)?];)*) => {
        $(#[$doc])*
        pub const STEPS: &[StepKind] = &[$(StepKind {
            code: $code,
            form: Form { name: $code, inputs: const { const INPUTS: &[Input] = &[$($input),*]; INPUTS } },
            permission: Permission::$permission,
        }),*];

        /// The step in a body.
        ///
        /// # Errors
        /// An unknown kind; a field that does not fit.
        pub fn step(kind: &str, body: Map<String, Value>) -> Result<Step, Problem> {
            let body = Value::Object(body);
            match kind {
                $($code => Ok(Step::$variant(typed(body)?)),)*
                _ => Err(Problem::not_found("step_kind", kind)),
            }
        }
    };
}
pub(crate) use steps;
