//! Numbers that can contain named constants: `12,560` or `785 × HIDDEN`.

use std::fmt;

use crate::text::grouped;

/// A sum of products of whole numbers and names.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Amount(Vec<Term>);

#[derive(Clone, Debug, PartialEq)]
struct Term {
    factor: u128,
    /// Sorted.
    names: Vec<String>,
}

impl Amount {
    /// A number.
    pub(crate) fn number(factor: u128) -> Self {
        Self::term(factor, Vec::new())
    }

    /// An unknown number with a name.
    pub(crate) fn name(name: impl Into<String>) -> Self {
        Self::term(1, vec![name.into()])
    }

    fn term(factor: u128, names: Vec<String>) -> Self {
        if factor == 0 {
            Amount::default()
        } else {
            Amount(vec![Term { factor, names }])
        }
    }

    /// The sum. Terms keep their first order.
    pub(crate) fn plus(&self, other: &Amount) -> Amount {
        let mut sum = self.clone();
        for term in &other.0 {
            match sum.0.iter_mut().find(|known| known.names == term.names) {
                Some(known) => known.factor = known.factor.saturating_add(term.factor),
                None => sum.0.push(term.clone()),
            }
        }
        sum
    }

    /// The product.
    pub(crate) fn times(&self, other: &Amount) -> Amount {
        let mut product = Amount::default();
        for left in &self.0 {
            for right in &other.0 {
                let mut names = [left.names.as_slice(), right.names.as_slice()].concat();
                names.sort();
                let factor = left.factor.saturating_mul(right.factor);
                product = product.plus(&Amount::term(factor, names));
            }
        }
        product
    }

    /// The text as a factor of a product.
    pub(crate) fn operand(&self) -> String {
        if self.0.len() > 1 {
            format!("({self})")
        } else {
            self.to_string()
        }
    }

    /// Whether it contains no names.
    pub(crate) fn is_number(&self) -> bool {
        self.0.iter().all(|term| term.names.is_empty())
    }

    /// The smallest possible value, for any values of the names.
    pub(crate) fn least(&self) -> u128 {
        let plain = self.0.iter().find(|term| term.names.is_empty());
        plain.map_or(0, |term| term.factor)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("0");
        }
        for (index, term) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(" + ")?;
            }
            let names = term.names.join(" × ");
            match (term.factor, names.is_empty()) {
                (factor, true) => f.write_str(&grouped(factor))?,
                (1, false) => f.write_str(&names)?,
                (factor, false) => write!(f, "{} × {names}", grouped(factor))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Amount;

    #[test]
    fn sums_of_products() {
        let (n, m) = (Amount::name("N"), Amount::name("M"));
        let number = Amount::number;
        for (amount, expected) in [
            (number(0), "0"),
            (number(1_000).plus(&number(1)), "1,001"),
            (n.times(&number(784)).plus(&n), "785 × N"),
            (n.times(&m).plus(&m.times(&n)), "2 × M × N"),
            (n.plus(&number(3)).plus(&n).plus(&number(4)), "2 × N + 7"),
            (
                n.plus(&m).times(&n.plus(&number(2))),
                "N × N + 2 × N + M × N + 2 × M",
            ),
            (n.times(&number(0)), "0"),
            (
                number(u128::MAX).times(&number(2)),
                "340,282,366,920,938,463,463,374,607,431,768,211,455",
            ),
        ] {
            assert_eq!(amount.to_string(), expected);
        }
    }

    #[test]
    fn least() {
        let n = Amount::name("N");
        assert_eq!(
            n.times(&Amount::number(5)).plus(&Amount::number(3)).least(),
            3
        );
        assert_eq!(n.least(), 0);
    }
}
