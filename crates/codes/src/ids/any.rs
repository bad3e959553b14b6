/// Declares `AnyId` over all kinds of number.
macro_rules! any_id {
    ($($name:ident $variant:ident $kind:literal;)+) => {
        /// Any of Donare's own numbers, told apart by prefix: what a search box, a command line or a parent list receives.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum AnyId {
            $(#[doc = concat!("A number of kind `", $kind, "`.")] $variant($name),)+
            /// The number of an event.
            Event(EventId),
        }

        impl AnyId {
            /// Reads a number of whatever kind, as tolerantly as the kinds themselves do.
            ///
            /// # Errors
            /// [`Malformed`] for an unknown prefix, or as the kind of the prefix says.
            pub fn parse(text: &str) -> Result<Self, Malformed> {
                $(if text.starts_with(<$name as Id>::PREFIX) { return $name::parse(text).map(Self::$variant); })+
                let squeezed = check::squeezed(text);
                let head = format!("{}_", squeezed.get(..3).unwrap_or_default().to_ascii_lowercase());
                $(if head == <$name as Id>::PREFIX { return $name::parse(text).map(Self::$variant); })+
                if head == "evt_" { return EventId::parse(text).map(Self::Event); }
                Err(Malformed::new("number of this registry", text, "a number that begins with a known prefix, such as don_, org_ or rec_"))
            }

            /// What the thing is called, as `donor`.
            #[must_use]
            pub const fn kind(self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $kind,)+
                    Self::Event(_) => "event",
                }
            }
        }

        impl Display for AnyId {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$variant(id) => Display::fmt(id, f),)+
                    Self::Event(id) => Display::fmt(id, f),
                }
            }
        }

        impl Debug for AnyId {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                Display::fmt(self, f)
            }
        }

        $(impl From<$name> for AnyId {
            fn from(id: $name) -> Self {
                Self::$variant(id)
            }
        })+

        impl From<EventId> for AnyId {
            fn from(id: EventId) -> Self {
                Self::Event(id)
            }
        }

        impl FromStr for AnyId {
            type Err = Malformed;

            fn from_str(text: &str) -> Result<Self, Malformed> {
                Self::parse(text)
            }
        }

        serde_as_text!(AnyId);
    };
}
