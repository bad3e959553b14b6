//! The second factor: six digits that change every 30 seconds (RFC 6238, SHA-1 as authenticator apps expect).

use std::fmt::Write as _;

use data_encoding::BASE32_NOPAD;
use jiff::Timestamp;
use ledger::seal::{Place, Vault};
use store::Tx;
use store::sealed::{self, KeyState};
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

use crate::failure::{Failure, Problem};
use crate::open::Context;
use crate::seal::RETENTION;

/// Seconds in a step; a code of the step before or after counts as well.
const STEP: u64 = 30;
const ISSUER: &str = "Donare";

/// The seed from which person and program make the same digits.
pub(super) struct Seed(Zeroizing<[u8; 20]>);

impl Seed {
    pub(super) fn new(random: [u8; 20]) -> Self {
        Self(Zeroizing::new(random))
    }

    fn totp(&self) -> Result<Totp, Failure> {
        let builder = Builder::new().with_secret(Secret::new_stack(*self.0)).with_skew(1).with_step_duration(STEP);
        builder.build().map_err(|e| Failure::fault(&e))
    }

    /// The step whose digits were typed, when it is the present one or next to it.
    pub(super) fn step(&self, typed: &str, now: Timestamp) -> Result<Option<i64>, Failure> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let seconds = u64::try_from(now.as_second()).unwrap_or_default();
        Ok(self.totp()?.check(&digits, seconds).and_then(|step| i64::try_from(step).ok()))
    }

    /// The seed to be typed into an app: base32 in groups of four.
    pub(super) fn text(&self) -> String {
        let plain = BASE32_NOPAD.encode(&*self.0);
        let groups: Vec<&str> = (0..plain.len()).step_by(4).filter_map(|at| plain.get(at..at + 4)).collect();
        groups.join(" ")
    }

    /// The address that an app reads from a picture.
    pub(super) fn uri(&self, login: &str) -> String {
        let mut label = String::new();
        for byte in login.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => label.push(char::from(byte)),
                other => drop(write!(label, "%{other:02X}")),
            }
        }
        let secret = BASE32_NOPAD.encode(&*self.0);
        format!("otpauth://totp/{ISSUER}:{label}?secret={secret}&issuer={ISSUER}&algorithm=SHA1&digits=6&period={STEP}")
    }

    /// Seals the seed under the account's key.
    pub(super) async fn seal(&self, tx: &mut Tx, ctx: &Context, account: &str) -> Result<Vec<u8>, Failure> {
        let key = key(tx, account).await?;
        Ok(ctx.keys.seal(&key, &place(account), ctx.random(), &*self.0)?)
    }

    /// Opens the seed of an account.
    pub(super) async fn open(tx: &mut Tx, ctx: &Context, account: &str, sealed: &[u8]) -> Result<Self, Failure> {
        let key = key(tx, account).await?;
        let clear = ctx.keys.open(&key, &place(account), sealed, "sign_in")?;
        let seed = clear.as_slice().try_into().map_err(|_| Failure::fault(&"a seed of another length"))?;
        Ok(Self::new(seed))
    }
}

fn place(account: &str) -> Place<'_> {
    Place { vault: Vault::Identity, record: account, field: "credential.totp", event: "credential" }
}

/// The key of the account's own private texts; it was made when the account was.
async fn key(tx: &mut Tx, account: &str) -> Result<ledger::seal::WrappedKey, Failure> {
    match sealed::key(tx, account, Vault::Identity, RETENTION).await? {
        Some(KeyState::Kept(key)) => Ok(key),
        _ => Err(Problem::new("erased", "account", "an account whose data were not erased").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_the_rfc() {
        // RFC 6238, appendix B: SHA-1, the last six of the eight digits.
        let seed = Seed::new(*b"12345678901234567890");
        for (second, digits) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let now = Timestamp::from_second(second).unwrap();
            assert_eq!(seed.step(digits, now).unwrap(), Some(second / 30));
        }
    }

    #[test]
    fn the_window_is_one_step_wide_on_either_side() {
        let seed = Seed::new(*b"12345678901234567890");
        let at = |second| seed.step("081 804", Timestamp::from_second(second).unwrap()).unwrap();
        let step = Some(1_111_111_109 / 30);
        assert_eq!([at(1_111_111_109 - 30), at(1_111_111_109), at(1_111_111_109 + 30)], [step; 3]);
        assert_eq!([at(1_111_111_109 - 60), at(1_111_111_109 + 60)], [None; 2]);
    }

    #[test]
    fn an_app_can_read_the_address() {
        let seed = Seed::new(*b"12345678901234567890");
        let uri = seed.uri("a b@ü");
        assert!(
            uri.starts_with(
                "otpauth://totp/Donare:a%20b%40%C3%BC?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Donare"
            ),
            "{uri}"
        );
        assert_eq!(seed.text(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }
}
