//! The floats that JavaScript has as numbers.

use serde_json::{Value as Json, json};

/// A Rust type of floats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatType {
    /// `f32`: a number is rounded to the nearest, as `Math.fround` does.
    F32,
    /// `f64`: every finite number.
    F64,
}

impl FloatType {
    /// All of them.
    pub const ALL: &[Self] = &[Self::F32, Self::F64];

    /// Its name in Rust.
    pub fn name(self) -> &'static str {
        match self {
            Self::F32 => "f32",
            Self::F64 => "f64",
        }
    }

    /// Its JSON Schema. JSON has no other numbers than finite ones.
    pub(crate) fn json_schema(self) -> Json {
        match self {
            Self::F32 => json!({
                "type": "number",
                "exclusiveMinimum": -BEYOND_F32,
                "exclusiveMaximum": BEYOND_F32,
                "x-type": self.name(),
            }),
            Self::F64 => json!({ "type": "number", "x-type": self.name() }),
        }
    }
}

/// The smallest number that is rounded to an infinity of 32 bits: halfway between the largest `f32` and
/// 2¹²⁸, where ties go to.
const BEYOND_F32: f64 = 340_282_356_779_733_661_637_539_395_458_142_568_448.0;

#[cfg(test)]
mod tests {
    use super::BEYOND_F32;

    #[test]
    fn the_limit_is_where_rounding_leaves_what_is_finite() {
        assert!((BEYOND_F32 as f32).is_infinite());
        assert!((BEYOND_F32.next_down() as f32).is_finite());
    }
}
