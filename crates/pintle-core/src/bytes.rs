//! Binary data that is cheap to share.

use std::{fmt, ops::Deref, sync::Arc};

/// Binary data: `Uint8Array` in TypeScript, base64 in JSON text.
///
/// Cloning shares the memory, so passing bytes from one step of a plan to the next copies nothing.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Bytes(Arc<Vec<u8>>);

impl Bytes {
    /// The bytes as a vector, without a copy if they are not shared.
    pub fn into_vec(self) -> Vec<u8> {
        self.try_into_vec().unwrap_or_else(|shared| shared.to_vec())
    }

    /// The bytes as a vector, or unchanged if they are shared.
    ///
    /// # Errors
    /// The bytes.
    pub fn try_into_vec(self) -> Result<Vec<u8>, Self> {
        Arc::try_unwrap(self.0).map_err(Self)
    }

    pub(crate) fn into_shared(self) -> Arc<Vec<u8>> {
        self.0
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Arc::new(bytes))
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Self::from(bytes.to_vec())
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Bytes({} B)", self.len())
    }
}
