//! Texts, each kept once and named by a number; and how names are folded.

use crate::alike;

/// Texts by number; 0 is the empty text and stands for "not said".
#[derive(Default)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    /// Open addressing over numbers, a power of two long; 0 is free.
    slots: Vec<u32>,
}

/// A number that spreads; equal bytes give equal numbers.
pub(super) fn spread(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        hash = mixed(hash, chunk.first_chunk().map_or(0, |b| u64::from_le_bytes(*b)));
    }
    let rest = chunks.remainder().iter().fold(0_u64, |word, byte| (word << 8) | u64::from(*byte));
    mixed(hash, rest)
}

/// Mixes one number into another.
pub(super) const fn mixed(hash: u64, word: u64) -> u64 {
    let product = (hash ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ (product >> 29)
}

impl Texts {
    /// How many there are, the empty one counted.
    pub(super) fn len(&self) -> usize {
        self.ends.len() + 1
    }

    /// The text of a number; empty for one that was never given.
    pub(super) fn get(&self, number: u32) -> &[u8] {
        let Some(place) = (number as usize).checked_sub(1) else { return &[] };
        let end = self.ends.get(place).copied().unwrap_or(0);
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.bytes.get(start as usize..end as usize).unwrap_or(&[])
    }

    /// The number of a text, a new one if it was never met.
    pub(super) fn number(&mut self, text: &[u8]) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if self.slots.len() <= self.ends.len() * 2 {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut place = spread(text) as usize & mask;
        loop {
            match self.slots.get(place).copied() {
                Some(0) | None => break,
                Some(number) if self.get(number) == text => return number,
                Some(_) => place = (place + 1) & mask,
            }
        }
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u32);
        let number = self.ends.len() as u32;
        if let Some(slot) = self.slots.get_mut(place) {
            *slot = number;
        }
        number
    }

    fn grow(&mut self) {
        let len = (self.slots.len() * 2).max(64);
        let mask = len - 1;
        let mut slots = vec![0_u32; len];
        for number in 1..=self.ends.len() as u32 {
            let mut place = spread(self.get(number)) as usize & mask;
            while slots.get(place).is_some_and(|taken| *taken != 0) {
                place = (place + 1) & mask;
            }
            if let Some(slot) = slots.get_mut(place) {
                *slot = number;
            }
        }
        self.slots = slots;
    }

    /// Gives back what is needed only while texts are added.
    pub(super) fn settle(&mut self) {
        self.slots = Vec::new();
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// Names folded to small ASCII letters, with their sounds and which letters occur.
#[derive(Default)]
pub(super) struct Words {
    /// The folded names, words parted by one space.
    pub(super) texts: Texts,
    /// How each sounds, by number.
    pub(super) sounds: Texts,
    sound_of: Vec<u32>,
    letters: Vec<u32>,
}

impl Words {
    /// The number of a name as written.
    pub(super) fn number(&mut self, written: &str) -> u32 {
        let words = alike::words(written);
        let number = self.texts.number(words.join(" ").as_bytes());
        if number as usize > self.sound_of.len() {
            let sound: Vec<String> = words.iter().map(|word| alike::sound(word)).collect();
            self.sound_of.push(self.sounds.number(sound.join(" ").as_bytes()));
            let letter = |byte: u8| 1_u32.checked_shl(u32::from(byte.wrapping_sub(b'a'))).unwrap_or(0);
            self.letters.push(words.iter().flat_map(|word| word.bytes()).fold(0, |all, byte| all | letter(byte)));
        }
        number
    }

    /// The number of how a name sounds; 0 for none.
    pub(super) fn sound(&self, number: u32) -> u32 {
        (number as usize).checked_sub(1).and_then(|place| self.sound_of.get(place)).copied().unwrap_or(0)
    }

    /// Whether two names have enough letters in common to be worth a look.
    pub(super) fn may_be_near(&self, one: u32, other: u32) -> bool {
        let letters = |number: u32| {
            (number as usize).checked_sub(1).and_then(|place| self.letters.get(place)).copied().unwrap_or(0)
        };
        let (a, b) = (letters(one), letters(other));
        (a & b).count_ones() * 5 >= a.count_ones().max(b.count_ones()) * 3
    }
}

/// Letters and digits alone, small, in ASCII: `AB 12-3` is `ab123`. Gives them as far as they fit.
pub(super) fn code<R>(written: &str, give: impl FnOnce(&[u8]) -> R) -> R {
    let mut kept = [0_u8; 48];
    let mut keep = |bytes: &[u8]| {
        let signs = bytes.iter().filter(|b| b.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase);
        kept.iter_mut().zip(signs).map(|(slot, sign)| *slot = sign).count()
    };
    let len =
        if written.is_ascii() { keep(written.as_bytes()) } else { keep(any_ascii::any_ascii(written).as_bytes()) };
    give(kept.get(..len).unwrap_or(&[]))
}
