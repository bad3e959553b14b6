//! Passwords: what is accepted, and Argon2id at 19 MiB, two passes, one lane.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::failure::{Failure, Problem};

/// Hashes made at the same time at most, so that many sign-ins cannot fill the memory.
static HASHING: Semaphore = Semaphore::const_new(4);

/// Characters a password has at least and bytes at most.
const LENGTH: (usize, usize) = (12, 400);
/// Different characters a password has at least.
const DIFFERENT: usize = 5;

fn argon2() -> Result<Argon2<'static>, Failure> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|e| Failure::fault(&e))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The password as it is hashed: the same on every keyboard.
fn normal(password: &str) -> Zeroizing<String> {
    Zeroizing::new(password.nfkc().collect())
}

/// Says what is wrong with a new password.
pub(super) fn check(password: &str) -> Result<(), Problem> {
    let normal = normal(password);
    let different: std::collections::BTreeSet<char> = normal.chars().collect();
    if normal.chars().count() < LENGTH.0 || normal.len() > LENGTH.1 || different.len() < DIFFERENT {
        let expected = format!("{} characters or more, {DIFFERENT} of them different", LENGTH.0);
        return Err(Problem::new("malformed", "password", expected));
    }
    Ok(())
}

/// Hashes a new password, in PHC form.
pub(super) async fn hash(password: &str, salt: [u8; 16]) -> Result<String, Failure> {
    let password = normal(password);
    apart(move || {
        let hash: PasswordHash =
            argon2()?.hash_password_with_salt(password.as_bytes(), &salt).map_err(|e| Failure::fault(&e))?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether a typed password is the kept one. Without a kept one the work is the same and the answer is no.
pub(super) async fn matches(password: &str, kept: Option<String>) -> Result<bool, Failure> {
    if password.len() > 4 * LENGTH.1 {
        return Ok(false);
    }
    let password = normal(password);
    apart(move || {
        let Some(kept) = kept else {
            let decoy: Result<PasswordHash, _> = argon2()?.hash_password_with_salt(password.as_bytes(), &[0; 16]);
            return decoy.map(|_| false).map_err(|e| Failure::fault(&e));
        };
        let kept = PasswordHash::new(&kept).map_err(|e| Failure::fault(&e))?;
        Ok(argon2()?.verify_password(password.as_bytes(), &kept).is_ok())
    })
    .await
}

/// Runs heavy work beside the requests, a few at a time.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T, Failure> + Send + 'static) -> Result<T, Failure> {
    let _place = HASHING.acquire().await.map_err(|e| Failure::fault(&e))?;
    tokio::task::spawn_blocking(work).await.map_err(|e| Failure::fault(&e))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_dull_passwords_are_refused() {
        assert!(check("a lamp by the old door").is_ok());
        assert!(check("كلمة سر طويلة جدا").is_ok());
        assert!(check("eleven char").is_err());
        assert!(check("aaaaaaaaaaaaaaaaaaaa").is_err());
        assert!(check(&"long words ".repeat(50)).is_err());
    }

    #[tokio::test]
    async fn only_the_same_password_matches() {
        let kept = hash("a lamp by the old door", [7; 16]).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(matches("a lamp by the old door", Some(kept.clone())).await.unwrap());
        assert!(!matches("a lamp by the old doors", Some(kept)).await.unwrap());
        assert!(!matches("a lamp by the old door", None).await.unwrap());
    }
}
