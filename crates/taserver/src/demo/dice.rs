//! Choices that look free and are always the same: a seeded generator (SplitMix64, Steele et al. 2014).

/// A seeded generator. It is no source of secrets.
pub(crate) struct Dice(u64);

impl Dice {
    /// A generator for one purpose, as one person's agenda.
    pub(crate) fn for_purpose(purpose: &str) -> Self {
        // FNV-1a spreads similar names over the whole range.
        let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(purpose.bytes().fold(0xcbf2_9ce4_8422_2325, fold))
    }

    /// A number from 0 up to, but not including, `sides`.
    pub(crate) fn below(&mut self, sides: u32) -> u32 {
        let wide = u64::from(sides) * (self.next() >> 32);
        u32::try_from(wide >> 32).unwrap_or(0)
    }

    /// One of these.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let sides = u32::try_from(from.len()).unwrap_or(u32::MAX);
        from.get(usize::try_from(self.below(sides)).unwrap_or(0))
    }

    /// Yes, once in `times` on average.
    pub(crate) fn once_in(&mut self, times: u32) -> bool {
        self.below(times) == 0
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_purpose_gives_the_same_choices() {
        let throw = |purpose| {
            let mut dice = Dice::for_purpose(purpose);
            [(); 8].map(|()| dice.below(6))
        };
        assert_eq!(throw("anna"), throw("anna"));
        assert_ne!(throw("anna"), throw("ben"));
    }

    #[test]
    fn every_side_comes_up_and_none_besides() {
        let mut dice = Dice::for_purpose("sides");
        let mut seen = [0; 6];
        (0..600).for_each(|_| seen[dice.below(6) as usize] += 1);
        assert!(seen.iter().all(|times| *times > 50), "{seen:?}");
    }
}
