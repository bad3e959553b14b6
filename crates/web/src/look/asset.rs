//! The files that pages link to: one stylesheet and small scripts, held in the binary.

/// A file served under `/assets/`.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Name under `/assets/`.
    pub name: &'static str,
    /// Media type with character set.
    pub media_type: &'static str,
    /// Contents.
    pub text: &'static str,
}

/// The stylesheet.
pub const STYLE: Asset =
    Asset { name: "style.css", media_type: "text/css; charset=utf-8", text: include_str!("../../assets/style.css") };

/// The script that improves every page: the clock ticks, forms are sent once, printing has a button.
pub const LIVE: Asset =
    Asset { name: "live.js", media_type: "text/javascript; charset=utf-8", text: include_str!("../../assets/live.js") };

/// The script that reads codes with the camera, where a page asks for one.
pub const SCAN: Asset =
    Asset { name: "scan.js", media_type: "text/javascript; charset=utf-8", text: include_str!("../../assets/scan.js") };

/// The script that seals to the registry's key.
pub const SEAL: Asset =
    Asset { name: "seal.js", media_type: "text/javascript; charset=utf-8", text: include_str!("../../assets/seal.js") };

/// The one script of the page where concerns are sealed: `common` fills texts up to a size and seals them to a key of their own, whose
/// secret half is sealed to each reader; `quiet` has the way out at once. It stands on a page of at most 50 kB, so what its files share is
/// said here. Its digest stands in the log.
pub const CONCERN: Asset = Asset {
    name: "concern.js",
    media_type: "text/javascript; charset=utf-8",
    text: concat!(
        include_str!("../../assets/seal.js"),
        include_str!("../../assets/concern/common.js"),
        include_str!("../../assets/concern/quiet.js"),
        include_str!("../../assets/concern/report.js")
    ),
};

/// The one script of the mailbox. Its digest stands in the log.
pub const CONCERN_MAILBOX: Asset = Asset {
    name: "concern-mailbox.js",
    media_type: "text/javascript; charset=utf-8",
    text: concat!(
        include_str!("../../assets/seal.js"),
        include_str!("../../assets/concern/common.js"),
        include_str!("../../assets/concern/quiet.js"),
        include_str!("../../assets/concern/mailbox.js")
    ),
};

/// The script of those who read concerns.
pub const CONCERN_READER: Asset = Asset {
    name: "concern-reader.js",
    media_type: "text/javascript; charset=utf-8",
    text: concat!(
        include_str!("../../assets/seal.js"),
        include_str!("../../assets/concern/common.js"),
        include_str!("../../assets/concern/reader.js")
    ),
};

/// The script that keeps what is written down without a network, and sends it later.
pub const QUEUE: Asset = Asset {
    name: "queue.js",
    media_type: "text/javascript; charset=utf-8",
    text: include_str!("../../assets/queue.js"),
};

/// The worker that keeps one page for the time without a network. It is served where it works, as `/scan/worker.js` for `/scan`.
pub const WORKER: Asset = Asset {
    name: "worker.js",
    media_type: "text/javascript; charset=utf-8",
    text: include_str!("../../assets/worker.js"),
};

/// Every file that may be asked for under `/assets/`.
pub const ASSETS: &[Asset] = &[STYLE, LIVE, SCAN, SEAL, QUEUE, CONCERN, CONCERN_MAILBOX, CONCERN_READER];

impl Asset {
    /// The address with a mark of the contents, so that browsers may keep the file for a year.
    #[must_use]
    pub fn href(&self) -> String {
        format!("/assets/{}?v={:016x}", self.name, fnv(self.text.as_bytes()))
    }
}

/// FNV-1a, 64 bits: tells two versions of a file apart; not a seal.
const fn fnv(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        hash = (hash ^ *first as u64).wrapping_mul(0x0100_0000_01b3);
        rest = tail;
    }
    hash
}
