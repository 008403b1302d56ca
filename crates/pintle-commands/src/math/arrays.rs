//! Operations on columns of numbers, without a copy.

use pintle::{Error, command, errors::INVALID_VALUE};

use super::OVERFLOW;

/// Floats hold whole numbers exactly up to here.
const EXACT: i64 = 1 << 53;

#[cold]
fn does_not_fit(what: &str, fits: &str) -> Error {
    Error::new(&OVERFLOW, format!("{what} does not fit into {fits}"))
}

/// An error unless both columns have the same length.
fn same_length<T>(target: &[T], source: &[T]) -> Result<(), Error> {
    if target.len() == source.len() {
        return Ok(());
    }
    let message = format!(
        "expected {} elements, as target has, got {}",
        target.len(),
        source.len()
    );
    Err(Error::new(&INVALID_VALUE, message).at("/source"))
}

/// The sum of 32-bit integers, exactly. A sum that a number cannot hold exactly is an error.
#[command(portable, errors(OVERFLOW))]
pub fn sum(values: &[i32]) -> Result<f64, Error> {
    // 2^32 elements, the maximum of a typed array, cannot overflow 64 bits.
    let total: i64 = values.iter().map(|value| i64::from(*value)).sum();
    if total.abs() <= EXACT {
        Ok(total as f64)
    } else {
        Err(does_not_fit("the sum", "53 bits"))
    }
}

/// The sum of 64-bit integers. A sum that does not fit into 64 bits is an error, even if later
/// elements would bring it back into range.
#[command(portable, errors(OVERFLOW))]
pub fn sum_i64(values: &[i64]) -> Result<i64, Error> {
    let add = |total: i64, value: &i64| total.checked_add(*value);
    values
        .iter()
        .try_fold(0, add)
        .ok_or_else(|| does_not_fit("the sum", "i64"))
}

/// The sum of floats, added from first to last, like a loop in JavaScript. A sum that is
/// not finite is an error.
#[command(portable, errors(OVERFLOW))]
pub fn sum_f64(values: &[f64]) -> Result<f64, Error> {
    let total: f64 = values.iter().sum();
    // The sum of nothing is negative zero.
    if total.is_finite() {
        Ok(total + 0.0)
    } else {
        Err(does_not_fit("the sum", "f64"))
    }
}

/// Adds each element of `source` to the one at the same index in `target`, in place. If one of the
/// sums does not fit, that is an error and `target` stays as it was.
#[command(portable, errors(OVERFLOW, INVALID_VALUE))]
pub fn add_into(target: &mut [i32], source: &[i32]) -> Result<(), Error> {
    same_length(target, source)?;
    // A pass without branches, which the compiler turns into vector instructions.
    let overflowed = target
        .iter()
        .zip(source)
        .map(|(a, b)| {
            let sum = a.wrapping_add(*b);
            (a ^ sum) & (b ^ sum)
        })
        .fold(0, |seen, bits| seen | bits);
    if overflowed < 0 {
        return Err(does_not_fit("a sum", "i32"));
    }
    target
        .iter_mut()
        .zip(source)
        .for_each(|(a, b)| *a = a.wrapping_add(*b));
    Ok(())
}

/// Adds each element of `source` to the one at the same index in `target`, in place. If one of the
/// sums does not fit, that is an error and `target` stays as it was.
#[command(portable, errors(OVERFLOW, INVALID_VALUE))]
pub fn add_into_i64(target: &mut [i64], source: &[i64]) -> Result<(), Error> {
    same_length(target, source)?;
    let overflowed = target
        .iter()
        .zip(source)
        .map(|(a, b)| {
            let sum = a.wrapping_add(*b);
            (a ^ sum) & (b ^ sum)
        })
        .fold(0, |seen, bits| seen | bits);
    if overflowed < 0 {
        return Err(does_not_fit("a sum", "i64"));
    }
    target
        .iter_mut()
        .zip(source)
        .for_each(|(a, b)| *a = a.wrapping_add(*b));
    Ok(())
}

/// Adds each element of `source` to the one at the same index in `target`, in place. Infinities and
/// NaN propagate as in IEEE 754.
#[command(portable, errors(INVALID_VALUE))]
pub fn add_into_f64(target: &mut [f64], source: &[f64]) -> Result<(), Error> {
    same_length(target, source)?;
    target.iter_mut().zip(source).for_each(|(a, b)| *a += b);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact_or_errors() {
        assert_eq!(sum(&[]).unwrap().to_bits(), 0.0_f64.to_bits());
        assert_eq!(
            sum(&[i32::MAX; 3]).unwrap().to_bits(),
            6_442_450_941.0_f64.to_bits()
        );
        assert_eq!(sum_i64(&[i64::MAX, -1]).unwrap(), i64::MAX - 1);
        assert_eq!(
            sum_i64(&[i64::MAX, 1]).unwrap_err().code(),
            "ERR_PINTLE_OVERFLOW"
        );
        assert_eq!(sum_f64(&[]).unwrap().to_bits(), 0.0_f64.to_bits());
        for bad in [f64::NAN, f64::INFINITY, f64::MAX] {
            assert_eq!(
                sum_f64(&[bad, f64::MAX]).unwrap_err().code(),
                "ERR_PINTLE_OVERFLOW"
            );
        }
    }

    #[test]
    fn adding_changes_the_target_or_nothing() {
        let mut target = vec![1, 2, 3];
        add_into(&mut target, &[10, 20, -30]).unwrap();
        assert_eq!(target, [11, 22, -27]);
        for (a, b) in [(i32::MAX, 1), (i32::MIN, -1)] {
            let mut target = vec![5, a];
            assert_eq!(
                add_into(&mut target, &[1, b]).unwrap_err().code(),
                "ERR_PINTLE_OVERFLOW"
            );
            assert_eq!(target, [5, a]);
        }
        let mut wide = vec![i64::MIN];
        assert_eq!(
            add_into_i64(&mut wide, &[-1]).unwrap_err().code(),
            "ERR_PINTLE_OVERFLOW"
        );
        assert_eq!(
            add_into(&mut [1], &[1, 2]).unwrap_err().pointer(),
            "/source"
        );
    }
}
