//! Bytes of any encoding in, UTF-8 out, a piece at a time.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

use encoding_rs::Decoder;

use super::Charset;

const RAW_BYTES: usize = 32 * 1024;
/// Room for the worst case: three bytes of UTF-8 for each byte read, and a little more for what the decoder held back.
const TEXT_BYTES: usize = 3 * RAW_BYTES + 64;

/// What reader and sheet both look at.
#[derive(Default)]
pub(super) struct Meter {
    /// Bytes taken from the file.
    pub raw_bytes: AtomicU64,
    /// Bytes of UTF-8 handed on.
    pub served_bytes: AtomicU64,
    /// The last of them.
    pub last_byte: AtomicU8,
    /// How far `served_bytes` may go before the present row is too long.
    pub limit_bytes: AtomicU64,
}

/// A reader of UTF-8 over a reader of another encoding; what is no text in it becomes U+FFFD.
pub(super) struct Decoding<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    served: usize,
    ended: bool,
    pub meter: Arc<Meter>,
}

impl<R: Read> Decoding<R> {
    pub fn new(inner: R, charset: Charset) -> Self {
        let decoder = charset.encoding().new_decoder_with_bom_removal();
        let meter = Arc::new(Meter::default());
        meter.limit_bytes.store(u64::MAX, Ordering::Relaxed);
        Self { inner, decoder, raw: vec![0; RAW_BYTES], text: Vec::new(), served: 0, ended: false, meter }
    }

    /// Decodes until there is text to hand on, or the end.
    fn fill(&mut self) -> io::Result<()> {
        while self.served == self.text.len() && !self.ended {
            let count = self.inner.read(&mut self.raw)?;
            self.ended = count == 0;
            self.meter.raw_bytes.fetch_add(count as u64, Ordering::Relaxed);
            self.text.resize(TEXT_BYTES, 0);
            let raw = self.raw.get(..count).unwrap_or_default();
            let (_, _, written, _) = self.decoder.decode_to_utf8(raw, &mut self.text, self.ended);
            self.text.truncate(written);
            self.served = 0;
        }
        Ok(())
    }

    /// Passes over whole lines, however they end.
    pub fn skip_lines(&mut self, lines: u32) -> io::Result<()> {
        for _ in 0..lines {
            let mut last = 0;
            while last != b'\n' && last != b'\r' {
                match self.next_byte()? {
                    Some(byte) => last = byte,
                    None => return Ok(()),
                }
            }
            self.fill()?;
            if last == b'\r' && self.text.get(self.served) == Some(&b'\n') {
                self.served += 1;
            }
        }
        Ok(())
    }

    fn next_byte(&mut self) -> io::Result<Option<u8>> {
        self.fill()?;
        let byte = self.text.get(self.served).copied();
        self.served += usize::from(byte.is_some());
        Ok(byte)
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.meter.served_bytes.load(Ordering::Relaxed) > self.meter.limit_bytes.load(Ordering::Relaxed) {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.fill()?;
        let waiting = self.text.get(self.served..).unwrap_or_default();
        let count = waiting.len().min(into.len());
        for (to, from) in into.iter_mut().zip(waiting) {
            *to = *from;
        }
        self.served += count;
        if let Some(&last) = into.get(..count).and_then(<[u8]>::last) {
            self.meter.last_byte.store(last, Ordering::Relaxed);
        }
        self.meter.served_bytes.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
