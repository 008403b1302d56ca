//! The whole numbers that JavaScript has as numbers.

/// The largest safe integer of JavaScript.
const SAFE: i64 = (1 << 53) - 1;

macro_rules! integer_types {
    ($($variant:ident $name:literal $min:expr, $max:expr;)*) => {
        /// A Rust type of whole numbers of at most 53 bits.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IntegerType {
            $(
                #[doc = concat!("`", $name, "`.")]
                $variant,
            )*
        }

        impl IntegerType {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name: that of the Rust type, or that of its size for [`Safe`](crate::Safe).
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The smallest value.
            pub fn min(self) -> i64 {
                match self {
                    $(Self::$variant => $min.into(),)*
                }
            }

            /// The largest value.
            pub fn max(self) -> i64 {
                match self {
                    $(Self::$variant => $max.into(),)*
                }
            }
        }
    };
}

integer_types! {
    I8 "i8" i8::MIN, i8::MAX;
    I16 "i16" i16::MIN, i16::MAX;
    I32 "i32" i32::MIN, i32::MAX;
    U8 "u8" u8::MIN, u8::MAX;
    U16 "u16" u16::MIN, u16::MAX;
    U32 "u32" u32::MIN, u32::MAX;
    I53 "i53" -SAFE, SAFE;
    U53 "u53" 0, SAFE;
}

impl IntegerType {
    /// What messages say is expected.
    pub(crate) fn in_words(self) -> String {
        format!(
            "an integer from {} to {} ({})",
            self.min(),
            self.max(),
            self.name()
        )
    }
}
