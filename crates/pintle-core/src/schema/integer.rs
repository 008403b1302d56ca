//! The whole numbers that JavaScript has as numbers.

macro_rules! integer_types {
    ($($variant:ident $type:ident;)*) => {
        /// A Rust type of whole numbers of at most 32 bits.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IntegerType {
            $(
                #[doc = concat!("`", stringify!($type), "`.")]
                $variant,
            )*
        }

        impl IntegerType {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name in Rust.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($type),)*
                }
            }

            /// The smallest value.
            pub fn min(self) -> i64 {
                match self {
                    $(Self::$variant => $type::MIN.into(),)*
                }
            }

            /// The largest value.
            pub fn max(self) -> i64 {
                match self {
                    $(Self::$variant => $type::MAX.into(),)*
                }
            }
        }
    };
}

integer_types! {
    I8 i8;
    I16 i16;
    I32 i32;
    U8 u8;
    U16 u16;
    U32 u32;
}
