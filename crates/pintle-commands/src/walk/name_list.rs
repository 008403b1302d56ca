//! The names in one folder, in a single allocation.

/// The names of the entries of one folder. A `Vec` for each path would take a third of a walk's
/// time.
pub(super) struct NameList {
    /// The folder's path with `/` at the end, then the names one after the other.
    text: Vec<u8>,
    /// How much of it is the folder's path.
    folder: usize,
}

/// Where a name is in its [`NameList`].
#[derive(Clone, Copy)]
pub(super) struct NameRange {
    start: usize,
    end: usize,
}

impl NameList {
    /// An empty list; the folder's path ends with `/`, unless it is that of the root, which is
    /// empty.
    pub(super) fn of(folder: &[u8]) -> Self {
        Self {
            text: folder.to_vec(),
            folder: folder.len(),
        }
    }

    pub(super) fn add(&mut self, name: &[u8]) -> NameRange {
        let start = self.text.len();
        self.text.extend_from_slice(name);
        let end = self.text.len();
        NameRange { start, end }
    }

    pub(super) fn name(&self, name: NameRange) -> &[u8] {
        &self.text[name.start..name.end]
    }

    pub(super) fn folder(&self) -> &[u8] {
        &self.text[..self.folder]
    }

    /// Sets `path` to that of the entry with the name.
    pub(super) fn path_into(&self, name: NameRange, path: &mut Vec<u8>) {
        path.clear();
        path.extend_from_slice(self.folder());
        path.extend_from_slice(self.name(name));
    }

    /// How many bytes the paths of `count` of them have at most.
    pub(super) fn bytes(&self, count: usize) -> usize {
        count * self.folder + self.text.len()
    }
}
