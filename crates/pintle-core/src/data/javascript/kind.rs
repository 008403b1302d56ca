//! What a value of JavaScript is.

use crate::data::Kinds;

macro_rules! kinds {
    ($($kind:ident $name:literal $shown:literal)*) => {
        /// What a value of JavaScript is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the names are JavaScript's own")]
        pub enum Kind {
            $($kind,)*
        }

        impl Kind {
            /// All kinds, in order.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// Its name: that of the class for a typed array.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            /// What messages call it.
            pub fn shown(self) -> &'static str {
                match self {
                    $(Self::$kind => $shown,)*
                }
            }
        }
    };
}

kinds! {
    Undefined "undefined" "undefined"
    Null "null" "null"
    Boolean "boolean" "a boolean"
    Number "number" "a number"
    BigInt "bigint" "a bigint"
    String "string" "a string"
    Symbol "symbol" "a symbol"
    Function "function" "a function"
    External "external" "an external value"
    List "list" "an array"
    Date "Date" "a Date"
    Set "Set" "a Set"
    Object "object" "an object"
    Int8Array "Int8Array" "an Int8Array"
    Uint8Array "Uint8Array" "a Uint8Array"
    Uint8ClampedArray "Uint8ClampedArray" "a Uint8ClampedArray"
    Int16Array "Int16Array" "an Int16Array"
    Uint16Array "Uint16Array" "a Uint16Array"
    Int32Array "Int32Array" "an Int32Array"
    Uint32Array "Uint32Array" "a Uint32Array"
    Float32Array "Float32Array" "a Float32Array"
    Float64Array "Float64Array" "a Float64Array"
    BigInt64Array "BigInt64Array" "a BigInt64Array"
    BigUint64Array "BigUint64Array" "a BigUint64Array"
    OtherArray "other" "a typed array"
}

impl Kind {
    /// What it is as far as unions distinguish it.
    pub fn kinds(self) -> Kinds {
        match self {
            Self::Undefined | Self::Symbol | Self::Function | Self::External => Kinds::NONE,
            Self::Null => Kinds::NULL,
            Self::Boolean => Kinds::BOOL,
            Self::Number => Kinds::NUMBER,
            Self::BigInt => Kinds::BIGINT,
            Self::String => Kinds::TEXT,
            Self::List => Kinds::LIST,
            Self::Date => Kinds::DATE,
            Self::Set => Kinds::SET,
            Self::Object => Kinds::OBJECT,
            Self::Uint8Array => Kinds::BYTES,
            _ => Kinds::COLUMN,
        }
    }

    /// Whether it is an object, such as a list or a typed array.
    pub fn is_object(self) -> bool {
        self as u8 >= Self::List as u8
    }

    /// Whether it is a typed array, of whatever class.
    pub fn is_typed_array(self) -> bool {
        self as u8 > Self::Object as u8
    }
}
