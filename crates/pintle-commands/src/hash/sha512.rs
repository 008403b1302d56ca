//! SHA-512 and SHA-384: the fastest implementation for the processor.

#[cfg(not(target_arch = "x86_64"))]
pub(super) use sha2::{Sha384, Sha512};
#[cfg(target_arch = "x86_64")]
pub(super) use x86_64::{Sha384, Sha512};

/// Those of `ring`, with the interface of `sha2`.
#[cfg(target_arch = "x86_64")]
mod x86_64 {
    use ring::digest::{Context, SHA384, SHA512};

    macro_rules! of_ring {
        ($name:ident, $length:literal, $algorithm:ident) => {
            pub(crate) struct $name(Context);

            impl $name {
                pub(crate) fn new() -> Self {
                    Self(Context::new(&$algorithm))
                }

                pub(crate) fn update(&mut self, data: &[u8]) {
                    self.0.update(data);
                }

                pub(crate) fn finalize(self) -> [u8; $length] {
                    let digest = self.0.finish();
                    digest.as_ref().try_into().expect("a digest of this length")
                }
            }
        };
    }

    of_ring!(Sha384, 48, SHA384);
    of_ring!(Sha512, 64, SHA512);
}
