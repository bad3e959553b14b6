//! The repository as a tree of text files, read the same way by every check.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A folder that holds the repository, or a small imitation of it in a test.
#[derive(Debug, Clone)]
pub struct Tree {
    root: PathBuf,
}

/// One text file.
#[derive(Debug, Clone)]
pub struct File {
    /// Path from the root, parts joined by `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl File {
    /// Name without folder and ending.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The folder, without a slash at its end.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

const NEVER_READ: [&str; 3] = ["target", "node_modules", ".git"];

impl Tree {
    /// The repository this program was built from.
    #[must_use]
    pub fn here() -> Self {
        let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self::at(xtask.parent().unwrap_or(xtask))
    }

    /// The tree under a folder.
    #[must_use]
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path of something below the root.
    #[must_use]
    pub fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// The text of one file, if it is there and is text.
    #[must_use]
    pub fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.path(path)).ok()
    }

    /// All text files below a folder with one of these endings, sorted by path. A missing folder has none.
    #[must_use]
    pub fn files(&self, folder: &str, endings: &[&str]) -> Vec<File> {
        let mut found = Vec::new();
        self.collect(&self.path(folder), endings, &mut found);
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found
    }

    /// Names of the folders right below a folder, sorted.
    #[must_use]
    pub fn folders(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path(folder)) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .flatten()
            .filter(|e| e.path().is_dir())
            .filter_map(|e| e.file_name().into_string().ok())
            .filter(|name| !NEVER_READ.contains(&name.as_str()))
            .collect();
        names.sort();
        names
    }

    fn collect(&self, folder: &Path, endings: &[&str], found: &mut Vec<File>) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        for path in entries.flatten().map(|e| e.path()) {
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            if path.is_dir() {
                if !NEVER_READ.contains(&name) {
                    self.collect(&path, endings, found);
                }
            } else if endings.iter().any(|e| name.ends_with(e))
                && let Ok(text) = fs::read_to_string(&path)
            {
                found.push(File { path: self.below(&path), text });
            }
        }
    }

    fn below(&self, path: &Path) -> String {
        let parts = path.strip_prefix(&self.root).unwrap_or(path).components();
        parts.map(|c| c.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
    }
}
