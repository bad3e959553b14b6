//! The master secrets of an installation, kept and backed up apart from the database.

use crate::seal::Vault;
use data_encoding::HEXLOWER;
use std::collections::BTreeMap;
use std::fmt;
use zeroize::Zeroizing;

/// First line of the file.
const FORMAT: &str = "donare/keyring/v1";
const INDEX: &str = "index";
const SIGNING: &str = "signing";

/// Master secrets: keys of the vaults in all their versions, the secret of the blind index, the seed that signs the log.
#[derive(Clone)]
pub struct Keyring {
    vaults: BTreeMap<Vault, BTreeMap<u32, Secret>>,
    index: BTreeMap<u32, Secret>,
    signing: Secret,
}

pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// The text is not a keyring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAKeyring {
    /// The first line does not name the format this program reads.
    #[error("not a keyring file, or of another version")]
    OtherFormat,
    /// A line says nothing that belongs there, or says it twice.
    #[error("line {0} of the keyring cannot be read")]
    Line(usize),
    /// A secret is missing.
    #[error("the keyring lacks a secret for `{0}`")]
    Lacks(&'static str),
}

impl Keyring {
    /// A new keyring from 192 random bytes: keys of the first three vaults, the blind index, the signing seed, and the key of
    /// the vault of protected people, which came later.
    #[must_use]
    pub fn generate(random: [u8; 192]) -> Self {
        let random = Zeroizing::new(random);
        let mut bytes = random.iter().copied();
        let mut secret = || Zeroizing::new(std::array::from_fn(|_| bytes.next().unwrap_or_default()));
        let first = [Vault::Identity, Vault::Clinical, Vault::Case];
        let vaults = first.into_iter().map(|vault| (vault, BTreeMap::from([(1, secret())]))).collect();
        let mut keyring = Self { vaults, index: BTreeMap::from([(1, secret())]), signing: secret() };
        keyring.complete(*secret());
        keyring
    }

    /// Gives the vault of protected people its key where the keyring is older than that vault. Says whether it was.
    pub fn complete(&mut self, random: [u8; 32]) -> bool {
        let lacks = !self.vaults.contains_key(&Vault::Protected);
        if lacks {
            self.vaults.insert(Vault::Protected, BTreeMap::from([(1, Zeroizing::new(random))]));
        }
        lacks
    }

    /// Gives a vault a new key, which wraps from now on; the older ones still unwrap. Returns the new version.
    pub fn rotate(&mut self, vault: Vault, random: [u8; 32]) -> u32 {
        let keys = self.vaults.entry(vault).or_default();
        let version = keys.last_key_value().map_or(1, |(newest, _)| newest + 1);
        keys.insert(version, Zeroizing::new(random));
        version
    }

    /// Gives the blind index a new secret. Tokens of the newest version are made by all secrets in turn, so that whoever
    /// learned an older one alone can make none. Returns the new version.
    pub fn rotate_index(&mut self, random: [u8; 32]) -> u32 {
        let version = self.index.last_key_value().map_or(1, |(newest, _)| newest + 1);
        self.index.insert(version, Zeroizing::new(random));
        version
    }

    /// The keyring as the content of a file that only the key holder may read: a line per secret.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let lines = 1 + self.vaults.values().map(BTreeMap::len).sum::<usize>() + self.index.len() + 1;
        let mut text = Zeroizing::new(String::with_capacity(lines * 100));
        text.push_str(FORMAT);
        text.push('\n');
        for (vault, keys) in &self.vaults {
            for (version, secret) in keys {
                write_line(&mut text, &format!("{vault} {version}"), secret);
            }
        }
        for (version, secret) in &self.index {
            write_line(&mut text, &format!("{INDEX} {version}"), secret);
        }
        write_line(&mut text, SIGNING, &self.signing);
        text
    }

    /// Reads what [`Keyring::to_text`] wrote.
    ///
    /// # Errors
    /// Another format, a line that cannot be read, or a missing secret.
    pub fn from_text(text: &str) -> Result<Self, NotAKeyring> {
        let mut lines = text.lines();
        if lines.next() != Some(FORMAT) {
            return Err(NotAKeyring::OtherFormat);
        }
        let (mut vaults, mut index, mut signing) = (BTreeMap::<_, BTreeMap<_, _>>::new(), BTreeMap::new(), None);
        for (number, line) in (2..).zip(lines) {
            let bad = NotAKeyring::Line(number);
            let (name, hex) = line.rsplit_once(' ').ok_or(bad)?;
            let secret = read_secret(hex).ok_or(bad)?;
            let before = match name.split_once(' ') {
                None if name == SIGNING => signing.replace(secret),
                None => return Err(bad),
                Some((INDEX, version)) => index.insert(version.parse().map_err(|_| bad)?, secret),
                Some((vault, version)) => {
                    let keys = vaults.entry(vault.parse().map_err(|_| bad)?).or_default();
                    keys.insert(version.parse().map_err(|_| bad)?, secret)
                }
            };
            if before.is_some() {
                return Err(bad);
            }
        }
        // A keyring made before there was a vault of protected people lacks its key: `complete` brings it.
        let needed = Vault::ALL.into_iter().filter(|vault| *vault != Vault::Protected);
        match needed.into_iter().find(|vault| !vaults.contains_key(vault)) {
            Some(vault) => Err(NotAKeyring::Lacks(vault.code())),
            // Tokens are made by the secrets of versions 1, 2, 3 … in turn: none may be missing.
            None if index.is_empty() || !index.keys().copied().zip(1..).all(|(version, next)| version == next) => {
                Err(NotAKeyring::Lacks(INDEX))
            }
            None => Ok(Self { vaults, index, signing: signing.ok_or(NotAKeyring::Lacks(SIGNING))? }),
        }
    }

    /// Newest key of a vault with its version.
    pub(crate) fn newest(&self, vault: Vault) -> Option<(u32, &[u8; 32])> {
        self.vaults.get(&vault)?.last_key_value().map(|(version, secret)| (*version, &**secret))
    }

    /// A vault's key of one version.
    pub(crate) fn version(&self, vault: Vault, version: u32) -> Option<&[u8; 32]> {
        self.vaults.get(&vault)?.get(&version).map(|secret| &**secret)
    }

    /// Secrets from which the keys of the blind index are derived, by version.
    pub(crate) fn index(&self) -> &BTreeMap<u32, Secret> {
        &self.index
    }

    /// Seed of the key that signs checkpoints.
    pub(crate) fn signing(&self) -> &[u8; 32] {
        &self.signing
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyring(…)")
    }
}

fn write_line(text: &mut String, name: &str, secret: &Secret) {
    text.push_str(name);
    text.push(' ');
    text.push_str(&Zeroizing::new(HEXLOWER.encode(&**secret)));
    text.push('\n');
}

fn read_secret(hex: &str) -> Option<Secret> {
    let bytes = Zeroizing::new(HEXLOWER.decode(hex.as_bytes()).ok()?);
    bytes.as_slice().try_into().ok().map(Zeroizing::new)
}
