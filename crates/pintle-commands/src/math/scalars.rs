//! One operation on two numbers.

use pintle::{Error, command};

use super::{DIVISION_BY_ZERO, OVERFLOW};

#[cold]
fn overflow(a: impl ToString, sign: char, b: impl ToString, fits: &str) -> Error {
    let message = format!(
        "{} {sign} {} does not fit into {fits}",
        a.to_string(),
        b.to_string()
    );
    Error::new(&OVERFLOW, message)
}

#[cold]
fn by_zero(a: impl ToString) -> Error {
    Error::new(
        &DIVISION_BY_ZERO,
        format!("{} cannot be divided by 0", a.to_string()),
    )
    .at("/b")
}

/// The float, unless it is not finite.
fn finite(result: f64, a: f64, sign: char, b: f64) -> Result<f64, Error> {
    if result.is_finite() {
        Ok(result)
    } else {
        Err(overflow(a, sign, b, "f64"))
    }
}

/// Adds two 32-bit integers.
#[command(portable, errors(OVERFLOW))]
pub fn add(a: i32, b: i32) -> Result<i32, Error> {
    a.checked_add(b).ok_or_else(|| overflow(a, '+', b, "i32"))
}

/// Subtracts `b` from `a`, both 32-bit integers.
#[command(portable, errors(OVERFLOW))]
pub fn subtract(a: i32, b: i32) -> Result<i32, Error> {
    a.checked_sub(b).ok_or_else(|| overflow(a, '-', b, "i32"))
}

/// Multiplies two 32-bit integers.
#[command(portable, errors(OVERFLOW))]
pub fn multiply(a: i32, b: i32) -> Result<i32, Error> {
    a.checked_mul(b).ok_or_else(|| overflow(a, '*', b, "i32"))
}

/// Divides `a` by `b`, both 32-bit integers. The fraction is cut off, as in Rust and C.
#[command(portable, errors(OVERFLOW, DIVISION_BY_ZERO))]
pub fn divide(a: i32, b: i32) -> Result<i32, Error> {
    if b == 0 {
        return Err(by_zero(a));
    }
    a.checked_div(b).ok_or_else(|| overflow(a, '/', b, "i32"))
}

/// Adds two 64-bit integers.
#[command(portable, errors(OVERFLOW))]
pub fn add_i64(a: i64, b: i64) -> Result<i64, Error> {
    a.checked_add(b).ok_or_else(|| overflow(a, '+', b, "i64"))
}

/// Subtracts `b` from `a`, both 64-bit integers.
#[command(portable, errors(OVERFLOW))]
pub fn subtract_i64(a: i64, b: i64) -> Result<i64, Error> {
    a.checked_sub(b).ok_or_else(|| overflow(a, '-', b, "i64"))
}

/// Multiplies two 64-bit integers.
#[command(portable, errors(OVERFLOW))]
pub fn multiply_i64(a: i64, b: i64) -> Result<i64, Error> {
    a.checked_mul(b).ok_or_else(|| overflow(a, '*', b, "i64"))
}

/// Divides `a` by `b`, both 64-bit integers. The fraction is cut off, as in Rust and C.
#[command(portable, errors(OVERFLOW, DIVISION_BY_ZERO))]
pub fn divide_i64(a: i64, b: i64) -> Result<i64, Error> {
    if b == 0 {
        return Err(by_zero(a));
    }
    a.checked_div(b).ok_or_else(|| overflow(a, '/', b, "i64"))
}

/// Adds two floats. A result that is not finite is an error.
#[command(portable, errors(OVERFLOW))]
pub fn add_f64(a: f64, b: f64) -> Result<f64, Error> {
    finite(a + b, a, '+', b)
}

/// Subtracts `b` from `a`, both floats. A result that is not finite is an error.
#[command(portable, errors(OVERFLOW))]
pub fn subtract_f64(a: f64, b: f64) -> Result<f64, Error> {
    finite(a - b, a, '-', b)
}

/// Multiplies two floats. A result that is not finite is an error.
#[command(portable, errors(OVERFLOW))]
pub fn multiply_f64(a: f64, b: f64) -> Result<f64, Error> {
    finite(a * b, a, '*', b)
}

/// Divides `a` by `b`, both floats. A result that is not finite is an error.
#[command(portable, errors(OVERFLOW, DIVISION_BY_ZERO))]
pub fn divide_f64(a: f64, b: f64) -> Result<f64, Error> {
    if b == 0.0 {
        return Err(by_zero(a));
    }
    finite(a / b, a, '/', b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
        result.unwrap_err().code()
    }

    #[test]
    fn results_are_exact_up_to_the_edges() {
        assert_eq!(add(2, 40).unwrap(), 42);
        assert_eq!(subtract(i32::MIN + 1, 1).unwrap(), i32::MIN);
        assert_eq!(multiply(46340, 46340).unwrap(), 2_147_395_600);
        assert_eq!(divide(-7, 2).unwrap(), -3);
        assert_eq!(add_i64(i64::MAX - 1, 1).unwrap(), i64::MAX);
        assert_eq!(divide_f64(1.0, 4.0).unwrap().to_bits(), 0.25_f64.to_bits());
    }

    #[test]
    fn what_does_not_fit_is_an_error_with_the_operands() {
        let error = add(i32::MAX, 1).unwrap_err();
        assert_eq!(error.to_string(), "2147483647 + 1 does not fit into i32");
        for code in [
            code(subtract(i32::MIN, 1)),
            code(multiply(i32::MAX, 2)),
            code(divide(i32::MIN, -1)),
            code(add_i64(i64::MAX, 1)),
            code(subtract_i64(i64::MIN, 1)),
            code(multiply_i64(i64::MAX, 2)),
            code(divide_i64(i64::MIN, -1)),
            code(add_f64(f64::MAX, f64::MAX)),
            code(subtract_f64(f64::MIN, f64::MAX)),
            code(multiply_f64(f64::MAX, 2.0)),
            code(divide_f64(f64::MAX, 0.5)),
        ] {
            assert_eq!(code, "ERR_PINTLE_OVERFLOW");
        }
    }

    #[test]
    fn dividing_by_zero_names_the_divisor() {
        for error in [
            divide(1, 0).unwrap_err(),
            divide_i64(1, 0).unwrap_err(),
            divide_f64(1.0, 0.0).unwrap_err(),
            divide_f64(0.0, -0.0).unwrap_err(),
        ] {
            assert_eq!(
                (error.code(), error.pointer()),
                ("ERR_PINTLE_DIVISION_BY_ZERO", "/b")
            );
        }
    }
}
