//! Sorted, disjoint periods.

use jiff::{SignedDuration, Timestamp};

use super::{BusyPeriod, BusyType};
use crate::UtcRange;

/// When somebody is busy, and how: periods in order of time, of which no two overlap, and of which no two of one type
/// touch. At each instant the heaviest of all types counts that were put in for it.
///
/// ```
/// use jiff::SignedDuration;
/// use ta_ical::UtcRange;
/// use ta_ical::freebusy::{BusyPeriod, BusyPeriods, BusyType};
///
/// let at = |hour: i64| jiff::Timestamp::from_second(hour * 3600).expect("a time");
/// let period = |start, end, busy_type| BusyPeriod::new(at(start), at(end), busy_type);
/// let busy: BusyPeriods = [
///     period(9, 12, BusyType::Tentative),
///     period(11, 13, BusyType::Busy),
///     period(13, 14, BusyType::Busy),
/// ]
/// .into_iter()
/// .flatten()
/// .collect();
/// let expected = [period(9, 11, BusyType::Tentative), period(11, 14, BusyType::Busy)];
/// assert_eq!(busy.as_slice(), expected.map(|period| period.expect("a length")));
///
/// let day = UtcRange::new(Some(at(8)), Some(at(18))).expect("a length");
/// let gaps: Vec<_> = busy.gaps(day, SignedDuration::from_hours(2)).collect();
/// assert_eq!(gaps, [UtcRange::new(Some(at(14)), Some(at(18))).expect("a length")]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BusyPeriods {
    periods: Vec<BusyPeriod>,
}

impl BusyPeriods {
    /// No period: free all the time.
    ///
    /// ```
    /// use ta_ical::UtcRange;
    /// use ta_ical::freebusy::BusyPeriods;
    ///
    /// assert!(BusyPeriods::FREE.is_free(UtcRange::ALWAYS));
    /// ```
    pub const FREE: Self = Self { periods: Vec::new() };

    /// What several say together, such as all calendars of a person, or all people of a meeting.
    ///
    /// ```
    /// use ta_ical::freebusy::BusyPeriods;
    ///
    /// assert!(BusyPeriods::merge([&BusyPeriods::FREE, &BusyPeriods::FREE]).is_empty());
    /// ```
    pub fn merge<'p>(all: impl IntoIterator<Item = &'p Self>) -> Self {
        all.into_iter().flat_map(|one| one.periods.iter().copied()).collect()
    }

    /// The periods in order.
    ///
    /// ```
    /// # use ta_ical::UtcRange;
    /// # use ta_ical::freebusy::{BusyPeriod, BusyPeriods, BusyType};
    /// # let at = |hour: i64| jiff::Timestamp::from_second(hour * 3600).expect("a time");
    /// // From nine to ten, and from one to two.
    /// let hours = [(at(9), at(10)), (at(13), at(14))];
    /// let busy: BusyPeriods =
    ///     hours.into_iter().filter_map(|(start, end)| BusyPeriod::new(start, end, BusyType::Busy)).collect();
    /// assert_eq!(busy.as_slice()[1].start_utc(), at(13));
    /// ```
    pub fn as_slice(&self) -> &[BusyPeriod] {
        &self.periods
    }

    /// The periods in order.
    ///
    /// ```
    /// # use ta_ical::UtcRange;
    /// # use ta_ical::freebusy::{BusyPeriod, BusyPeriods, BusyType};
    /// # let at = |hour: i64| jiff::Timestamp::from_second(hour * 3600).expect("a time");
    /// // From nine to ten, and from one to two.
    /// let hours = [(at(9), at(10)), (at(13), at(14))];
    /// let busy: BusyPeriods =
    ///     hours.into_iter().filter_map(|(start, end)| BusyPeriod::new(start, end, BusyType::Busy)).collect();
    /// assert!(busy.iter().all(|period| period.busy_type() == BusyType::Busy));
    /// assert_eq!(busy.iter().next_back().map(|last| last.end_utc()), Some(at(14)));
    /// ```
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &BusyPeriod> + ExactSizeIterator {
        self.periods.iter()
    }

    /// Whether one is free all the time.
    ///
    /// ```
    /// # use ta_ical::UtcRange;
    /// # use ta_ical::freebusy::{BusyPeriod, BusyPeriods, BusyType};
    /// # let at = |hour: i64| jiff::Timestamp::from_second(hour * 3600).expect("a time");
    /// // From nine to ten, and from one to two.
    /// let hours = [(at(9), at(10)), (at(13), at(14))];
    /// let busy: BusyPeriods =
    ///     hours.into_iter().filter_map(|(start, end)| BusyPeriod::new(start, end, BusyType::Busy)).collect();
    /// assert!(!busy.is_empty());
    /// ```
    pub const fn is_empty(&self) -> bool {
        self.periods.is_empty()
    }

    /// The periods that overlap a span, whole. Found in logarithmic time.
    ///
    /// ```
    /// # use ta_ical::UtcRange;
    /// # use ta_ical::freebusy::{BusyPeriod, BusyPeriods, BusyType};
    /// # let at = |hour: i64| jiff::Timestamp::from_second(hour * 3600).expect("a time");
    /// // From nine to ten, and from one to two.
    /// let hours = [(at(9), at(10)), (at(13), at(14))];
    /// let busy: BusyPeriods =
    ///     hours.into_iter().filter_map(|(start, end)| BusyPeriod::new(start, end, BusyType::Busy)).collect();
    /// let span = UtcRange::new(Some(at(10)), Some(at(14))).expect("a length");
    /// // What ends when the span begins does not overlap it.
    /// assert_eq!(busy.overlapping(span).len(), 1);
    /// ```
    pub fn overlapping(&self, span: UtcRange) -> &[BusyPeriod] {
        let from = span.start_utc().unwrap_or(Timestamp::MIN);
        let first = self.periods.partition_point(|period| period.end_utc() <= from);
        let past = match span.end_utc() {
            Some(end) => self.periods.partition_point(|period| period.start_utc() < end),
            None => self.periods.len(),
        };
        self.periods.get(first..past).unwrap_or_default()
    }

    /// Whether nothing overlaps a span.
    ///
    /// ```
    /// # use ta_ical::UtcRange;
    /// # use ta_ical::freebusy::{BusyPeriod, BusyPeriods, BusyType};
    /// # let at = |hour: i64| jiff::Timestamp::from_second(hour * 3600).expect("a time");
    /// // From nine to ten, and from one to two.
    /// let hours = [(at(9), at(10)), (at(13), at(14))];
    /// let busy: BusyPeriods =
    ///     hours.into_iter().filter_map(|(start, end)| BusyPeriod::new(start, end, BusyType::Busy)).collect();
    /// assert!(busy.is_free(UtcRange::new(Some(at(10)), Some(at(13))).expect("a length")));
    /// assert!(!busy.is_free(UtcRange::new(Some(at(10)), None).expect("open at the end")));
    /// ```
    pub fn is_free(&self, span: UtcRange) -> bool {
        self.overlapping(span).is_empty()
    }

    /// What of them lies in a span.
    ///
    /// ```
    /// # use ta_ical::UtcRange;
    /// # use ta_ical::freebusy::{BusyPeriod, BusyPeriods, BusyType};
    /// # let at = |hour: i64| jiff::Timestamp::from_second(hour * 3600).expect("a time");
    /// // From nine to ten, and from one to two.
    /// let hours = [(at(9), at(10)), (at(13), at(14))];
    /// let busy: BusyPeriods =
    ///     hours.into_iter().filter_map(|(start, end)| BusyPeriod::new(start, end, BusyType::Busy)).collect();
    /// let rest = busy.within(UtcRange::new(None, Some(at(10))).expect("open at the start"));
    /// assert_eq!(rest.as_slice().len(), 1);
    /// ```
    #[must_use]
    pub fn within(&self, span: UtcRange) -> Self {
        let start = span.start_utc().unwrap_or(Timestamp::MIN);
        let end = span.end_utc().unwrap_or(Timestamp::MAX);
        let inside = self.overlapping(span).iter();
        Self { periods: inside.filter_map(|period| period.within(start, end)).collect() }
    }

    /// What is left when the time that others cover is free, whatever their type.
    ///
    /// ```
    /// # use ta_ical::UtcRange;
    /// # use ta_ical::freebusy::{BusyPeriod, BusyPeriods, BusyType};
    /// # let at = |hour: i64| jiff::Timestamp::from_second(hour * 3600).expect("a time");
    /// // From nine to ten, and from one to two.
    /// let hours = [(at(9), at(10)), (at(13), at(14))];
    /// let busy: BusyPeriods =
    ///     hours.into_iter().filter_map(|(start, end)| BusyPeriod::new(start, end, BusyType::Busy)).collect();
    /// let morning = busy.within(UtcRange::new(None, Some(at(12))).expect("open at the start"));
    /// assert_eq!(busy.without(&morning).as_slice()[0].start_utc(), at(13));
    /// ```
    #[must_use]
    pub fn without(&self, others: &Self) -> Self {
        let mut left = Vec::with_capacity(self.periods.len());
        let mut others = others.periods.as_slice();
        for period in &self.periods {
            let past = others.partition_point(|other| other.end_utc() <= period.start_utc());
            others = others.get(past..).unwrap_or_default();
            let mut from = period.start_utc();
            for other in others.iter().take_while(|other| other.start_utc() < period.end_utc()) {
                left.extend(period.within(from, other.start_utc()));
                from = from.max(other.end_utc());
            }
            left.extend(period.within(from, period.end_utc()));
        }
        Self { periods: left }
    }

    /// The stretches of a span that no period touches and that last long enough, in order. Without a start or end of the
    /// span the first or last of them has none.
    ///
    /// ```
    /// # use ta_ical::UtcRange;
    /// # use ta_ical::freebusy::{BusyPeriod, BusyPeriods, BusyType};
    /// # let at = |hour: i64| jiff::Timestamp::from_second(hour * 3600).expect("a time");
    /// // From nine to ten, and from one to two.
    /// let hours = [(at(9), at(10)), (at(13), at(14))];
    /// let busy: BusyPeriods =
    ///     hours.into_iter().filter_map(|(start, end)| BusyPeriod::new(start, end, BusyType::Busy)).collect();
    /// let day = UtcRange::new(Some(at(8)), Some(at(18))).expect("a length");
    /// let gaps = busy.gaps(day, jiff::SignedDuration::from_hours(2));
    /// assert_eq!(gaps.map(|gap| gap.start_utc()).collect::<Vec<_>>(), [Some(at(10)), Some(at(14))]);
    /// ```
    pub fn gaps(&self, span: UtcRange, shortest: SignedDuration) -> impl Iterator<Item = UtcRange> {
        let busy = self.overlapping(span);
        let starts =
            std::iter::once(span.start_utc()).chain(busy.iter().map(|period| Some(period.end_utc())));
        let ends = busy.iter().map(|period| Some(period.start_utc())).chain(std::iter::once(span.end_utc()));
        let lasts = move |gap: &UtcRange| match (gap.start_utc(), gap.end_utc()) {
            (Some(start), Some(end)) => start.duration_until(end) >= shortest,
            _ => true,
        };
        starts.zip(ends).filter_map(|(start, end)| UtcRange::new(start, end)).filter(lasts)
    }
}

/// The merge. Everything that makes periods of many goes through it.
impl FromIterator<BusyPeriod> for BusyPeriods {
    fn from_iter<I: IntoIterator<Item = BusyPeriod>>(periods: I) -> Self {
        let mut edges: Vec<Edge> = periods.into_iter().flat_map(edges_of).collect();
        edges.sort_unstable_by_key(|edge| edge.at);
        let mut sweep = Sweep::default();
        edges.into_iter().for_each(|edge| sweep.pass(edge));
        Self { periods: sweep.merged }
    }
}

/// Where a period starts or ends.
struct Edge {
    at: Timestamp,
    busy_type: BusyType,
    side: Side,
}

enum Side {
    Start,
    End,
}

fn edges_of(period: BusyPeriod) -> [Edge; 2] {
    let edge = |at, side| Edge { at, busy_type: period.busy_type(), side };
    [edge(period.start_utc(), Side::Start), edge(period.end_utc(), Side::End)]
}

/// A walk through time past all edges.
#[derive(Default)]
struct Sweep {
    /// How many periods of each type are open.
    open: [usize; BusyType::ALL.len()],
    passed: Option<Timestamp>,
    merged: Vec<BusyPeriod>,
}

impl Sweep {
    fn pass(&mut self, edge: Edge) {
        let heaviest = BusyType::ALL.into_iter().zip(self.open).rfind(|(_, open)| *open > 0);
        if let (Some(from), Some((busy_type, _))) = (self.passed, heaviest)
            && let Some(period) = BusyPeriod::new(from, edge.at, busy_type)
        {
            self.push(period);
        }
        self.passed = Some(edge.at);
        if let Some(open) = self.open.get_mut(edge.busy_type as usize) {
            match edge.side {
                Side::Start => *open += 1,
                // Every period starts before it ends, so there is one to close.
                Side::End => *open -= 1,
            }
        }
    }

    fn push(&mut self, period: BusyPeriod) {
        match self.merged.last_mut() {
            Some(last) if last.end_utc() == period.start_utc() && last.busy_type() == period.busy_type() => {
                if let Some(longer) = BusyPeriod::new(last.start_utc(), period.end_utc(), last.busy_type()) {
                    *last = longer;
                }
            }
            _ => self.merged.push(period),
        }
    }
}
