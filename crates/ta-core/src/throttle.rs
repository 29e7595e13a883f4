//! The rule that slows down guessing of passwords.
//!
//! Failures are counted per key; the doors use one key for an account as seen from one network address and another for
//! the address alone, so that neither one account nor many can be guessed at from one place, and nobody can lock a
//! member out from elsewhere.

use std::collections::HashMap;
use std::hash::Hash;

use jiff::{SignedDuration, Timestamp};

/// How many failures are free, and how long one must wait after more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThrottlePolicy {
    /// Failures without any wait.
    pub free_failures: u32,
    /// The longest wait; it doubles from one second.
    pub longest_wait: SignedDuration,
    /// A key without a failure for this long is forgotten.
    pub forget_after: SignedDuration,
    /// How many keys are remembered at most.
    pub keys_max: usize,
}

/// Failures by key.
#[derive(Clone, Debug)]
pub struct Throttle<K> {
    policy: ThrottlePolicy,
    failures: HashMap<K, Failures>,
}

#[derive(Clone, Copy, Debug)]
struct Failures {
    count: u32,
    last_utc: Timestamp,
}

impl<K: Eq + Hash + Clone> Throttle<K> {
    /// A throttle that has seen nothing yet.
    pub fn new(policy: ThrottlePolicy) -> Self {
        Self { policy, failures: HashMap::new() }
    }

    /// How long this key must still wait; `None` when it may try now.
    pub fn wait(&self, key: &K, now: Timestamp) -> Option<SignedDuration> {
        let failures = self.failures.get(key)?;
        let free_at = failures.last_utc.checked_add(self.policy.wait_after(failures.count)).ok()?;
        let left = free_at.duration_since(now);
        left.is_positive().then_some(left)
    }

    /// Counts a failure.
    pub fn record_failure(&mut self, key: K, now: Timestamp) {
        if self.failures.len() >= self.policy.keys_max && !self.failures.contains_key(&key) {
            self.make_room(now);
        }
        let failures = self.failures.entry(key).or_insert(Failures { count: 0, last_utc: now });
        if now.duration_since(failures.last_utc) > self.policy.forget_after {
            failures.count = 0;
        }
        failures.count = failures.count.saturating_add(1);
        failures.last_utc = now;
    }

    /// Forgets a key's failures, since it has just succeeded.
    pub fn record_success(&mut self, key: &K) {
        self.failures.remove(key);
    }

    /// Drops what is old, and the longest quiet key where all are recent.
    fn make_room(&mut self, now: Timestamp) {
        let forget_after = self.policy.forget_after;
        self.failures.retain(|_, failures| now.duration_since(failures.last_utc) <= forget_after);
        if self.failures.len() >= self.policy.keys_max {
            let quietest = self.failures.iter().min_by_key(|(_, failures)| failures.last_utc);
            if let Some(key) = quietest.map(|(key, _)| key.clone()) {
                self.failures.remove(&key);
            }
        }
    }
}

impl ThrottlePolicy {
    fn wait_after(&self, count: u32) -> SignedDuration {
        match count.checked_sub(self.free_failures) {
            None | Some(0) => SignedDuration::ZERO,
            Some(over) => {
                let seconds = 1_i64.checked_shl(over - 1).filter(|s| *s > 0).unwrap_or(i64::MAX);
                SignedDuration::from_secs(seconds).min(self.longest_wait)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{Throttle, ThrottlePolicy};

    const POLICY: ThrottlePolicy = ThrottlePolicy {
        free_failures: 3,
        longest_wait: SignedDuration::from_secs(60),
        forget_after: SignedDuration::from_mins(15),
        keys_max: 2,
    };

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn after_failures(count: usize) -> Throttle<&'static str> {
        let mut throttle = Throttle::new(POLICY);
        (0..count).for_each(|_| throttle.record_failure("anna", at(0)));
        throttle
    }

    #[test]
    fn the_first_failures_are_free() {
        assert_eq!(after_failures(3).wait(&"anna", at(0)), None);
    }

    #[test]
    fn each_further_failure_doubles_the_wait_up_to_the_longest() {
        let wait = |failures| after_failures(failures).wait(&"anna", at(0)).map(|wait| wait.as_secs());
        assert_eq!(wait(4), Some(1));
        assert_eq!(wait(6), Some(4));
        assert_eq!(wait(500), Some(60));
    }

    #[test]
    fn the_wait_passes() {
        assert_eq!(after_failures(6).wait(&"anna", at(4)), None);
    }

    #[test]
    fn success_forgets() {
        let mut throttle = after_failures(9);
        throttle.record_success(&"anna");
        assert_eq!(throttle.wait(&"anna", at(0)), None);
    }

    #[test]
    fn a_quiet_quarter_of_an_hour_forgets() {
        let mut throttle = after_failures(9);
        throttle.record_failure("anna", at(15 * 60 + 1));
        assert_eq!(throttle.wait(&"anna", at(15 * 60 + 1)), None);
    }

    #[test]
    fn no_more_keys_are_kept_than_allowed() {
        let mut throttle = after_failures(9);
        throttle.record_failure("ben", at(1));
        throttle.record_failure("carl", at(2));
        assert_eq!(throttle.failures.len(), 2);
        assert_eq!(throttle.wait(&"anna", at(2)), None);
    }
}
