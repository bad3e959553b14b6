//! Lists of words: an enum whose variants have a code, as it is stored, sent and written in profiles.

/// Makes enums with their codes: `ALL` and `CODES` in reading order, `code` and `from_code`.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant,)* }
        impl $name {
            /// All of them, in reading order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// Their codes, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code),*];
            /// The code as stored and sent.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
            /// The word for a code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.code() == code)
            }
        }
    )*};
}
pub(crate) use words;
