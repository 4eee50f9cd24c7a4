//! Points of time as people say them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Where and when a page is read.
#[derive(Debug, Clone)]
pub struct Clock {
    /// Now, in seconds since 1970.
    pub now: i64,
    /// The time zone of the reader.
    pub zone: TimeZone,
}

impl Clock {
    /// "today 14:05", "yesterday 09:30", "23 Nov 18:00", "23 Nov 2025".
    pub fn when(&self, at: i64) -> String {
        let (then, today) = (self.civil(at), self.civil(self.now).date());
        let time = then.strftime("%H:%M");
        if then.date() == today {
            format!("today {time}")
        } else if today.yesterday().is_ok_and(|yesterday| yesterday == then.date()) {
            format!("yesterday {time}")
        } else if then.year() == today.year() {
            format!("{} {time}", then.strftime("%-d %b"))
        } else {
            then.strftime("%-d %b %Y").to_string()
        }
    }

    /// The day of a point of time, where the reader is.
    pub fn day(&self, at: i64) -> Date {
        self.civil(at).date()
    }

    fn civil(&self, at: i64) -> jiff::civil::DateTime {
        // What lies beyond the calendar is shown as its beginning.
        Timestamp::from_second(at).unwrap_or_default().to_zoned(self.zone.clone()).datetime()
    }
}

/// As programs write it: "2026-11-28T18:00:00Z".
pub fn iso(at: i64) -> String {
    Timestamp::from_second(at).unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_reader() {
        let now = 1_795_889_000; // 2026-11-28 18:03:20 UTC
        let at = |zone: i8| Clock { now, zone: TimeZone::fixed(jiff::tz::offset(zone)) };
        assert_eq!(at(0).when(now), "today 18:03");
        assert_eq!(at(8).when(now - 3 * 3600), "yesterday 23:03");
        assert_eq!(at(0).when(now - 2 * 3600), "today 16:03");
        assert_eq!(at(0).when(now - 5 * 86_400), "23 Nov 18:03");
        assert_eq!(at(0).when(now - 400 * 86_400), "24 Oct 2025");
        assert_eq!(iso(now), "2026-11-28T18:03:20Z");
    }
}
