//! Moments in milliseconds, as JavaScript's `Date` has them.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use crate::data::Fault;

/// A moment that both a `Date` of JavaScript and RFC 3339 can say: a millisecond of the years 0 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    millis: i64,
}

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// The length of a calendar's cycle.
const YEARS: i64 = 400;
const DAYS: i64 = 146_097;
/// The days from 1 March of the year 0 to 1 January 1970.
const EPOCH: i64 = 719_468;

impl Date {
    /// `0000-01-01T00:00:00.000Z`.
    pub const MIN: Self = Self {
        millis: -62_167_219_200_000,
    };
    /// `9999-12-31T23:59:59.999Z`.
    pub const MAX: Self = Self {
        millis: 253_402_300_799_999,
    };

    /// The moment that many milliseconds after the start of 1970 in UTC.
    pub fn from_millis(millis: i64) -> Option<Self> {
        let date = Self { millis };
        (Self::MIN..=Self::MAX).contains(&date).then_some(date)
    }

    /// The moment that `Date.prototype.getTime` is of, if it is one.
    #[doc(hidden)]
    pub fn from_javascript(millis: f64) -> Result<Self, Fault> {
        if millis.is_nan() {
            return Err(Fault::Invalid("an invalid Date"));
        }
        // A `Date` has whole milliseconds.
        Self::from_millis(millis as i64).ok_or(Fault::OutOfRange)
    }

    /// The milliseconds since the start of 1970 in UTC.
    pub fn millis(self) -> i64 {
        self.millis
    }

    /// The moment of a clock, without what is finer than a millisecond.
    pub fn from_system_time(time: SystemTime) -> Option<Self> {
        let nanos = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => i128::try_from(after.as_nanos()).ok()?,
            Err(error) => -i128::try_from(error.duration().as_nanos()).ok()?,
        };
        Self::from_millis(i64::try_from(nanos.div_euclid(1_000_000)).ok()?)
    }

    /// The same moment for a clock, if this system's has it.
    pub fn system_time(self) -> Option<SystemTime> {
        let distance = Duration::from_millis(self.millis.unsigned_abs());
        if self.millis < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(distance)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(distance)
        }
    }

    /// Reads what `Display` writes, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |start: usize, length: usize| -> Option<i64> {
            let digits = text.get(start..start + length)?;
            let are_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
            are_digits.then(|| digits.parse().ok()).flatten()
        };
        let days = days(number(0, 4)?, number(5, 2)?, number(8, 2)?);
        let minutes = number(11, 2)? * 60 + number(14, 2)?;
        let millis = days * DAY + minutes * MINUTE + number(17, 2)? * 1_000 + number(20, 3)?;
        // What is not a day of the calendar, or not in this form, is written differently.
        Self::from_millis(millis).filter(|date| date.to_string() == text)
    }
}

/// The form of RFC 3339 with milliseconds in UTC, which is that of `Date.prototype.toISOString`.
impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, time) = (self.millis.div_euclid(DAY), self.millis.rem_euclid(DAY));
        let (year, month, day) = date(days);
        let (minutes, millis) = (time / MINUTE, time % MINUTE);
        write!(
            formatter,
            "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z",
            minutes / 60,
            minutes % 60,
            millis / 1_000,
            millis % 1_000
        )
    }
}

/// The days from 1970 to a day of the Gregorian calendar. Years begin in March, so that a leap day is the
/// last of its year (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (cycle, year) = (year.div_euclid(YEARS), year.rem_euclid(YEARS));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_cycle = year * 365 + year / 4 - year / 100 + day_of_year;
    cycle * DAYS + day_of_cycle - EPOCH
}

/// The reverse of [`days`].
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + EPOCH;
    let (cycle, day) = (days.div_euclid(DAYS), days.rem_euclid(DAYS));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + cycle * YEARS + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_is_what_rfc_3339_says() {
        // What `new Date(text).getTime()` is in Node.
        for (text, millis) in [
            ("1970-01-01T00:00:00.000Z", 0),
            ("1969-12-31T23:59:59.999Z", -1),
            ("2000-02-29T12:34:56.789Z", 951_827_696_789),
            ("1900-03-01T00:00:00.000Z", -2_203_891_200_000),
            ("0000-01-01T00:00:00.000Z", Date::MIN.millis),
            ("9999-12-31T23:59:59.999Z", Date::MAX.millis),
        ] {
            let date = Date::parse(text).unwrap();
            assert_eq!((date.millis(), date.to_string()), (millis, text.to_owned()));
        }
    }

    #[test]
    fn only_one_form_is_a_date() {
        for text in [
            "",
            "1970-01-01",
            "1970-01-01T00:00:00Z",
            "1970-01-01T00:00:00.000+00:00",
            "1970-01-01t00:00:00.000z",
            "1970-01-01T00:00:00.0000Z",
            "1970-01-01T24:00:00.000Z",
            "1970-01-01T00:60:00.000Z",
            "1970-02-30T00:00:00.000Z",
            "1900-02-29T00:00:00.000Z",
            "1970-13-01T00:00:00.000Z",
            "1970-00-01T00:00:00.000Z",
            "+01970-01-01T00:00:00.000Z",
            "1970-01-01T00:00:0é.000Z",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_of_a_cycle_is_one_after_the_day_before() {
        for day in -1_000..=DAYS {
            let (year, month, of_month) = date(day);
            assert_eq!(days(year, month, of_month), day);
        }
    }
}
