//! Reads files of VNN-LIB (<https://www.vnnlib.org>): `declare-const` for inputs `X_0` and outputs `Y_0`, and `assert` with `and`, `or`,
//! `<=`, `>=`, `<`, `>`, `+`, `-` and `*`.

use std::collections::BTreeMap;

use super::cases::{Case, Specification};
use super::expression::{Expression, read};

/// A value of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Variable {
    Input(usize),
    Output(usize),
}

/// `sum factor variable + constant`
#[derive(Debug, Clone, Default, PartialEq)]
struct Sum {
    factors: BTreeMap<Variable, f64>,
    constant: f64,
}

/// What is asserted about a sum: it is at most 0.
type Atom = Sum;

/// The most cases of a file.
const MOST_CASES: usize = 100_000;

impl Specification {
    /// Reads a file of VNN-LIB.
    ///
    /// # Errors
    /// It is not one, or it uses more than the language of this crate: the text says what.
    pub fn vnnlib(text: &str) -> Result<Self, String> {
        let (mut inputs, mut outputs) = (0, 0);
        let mut cases: Vec<Vec<Atom>> = vec![Vec::new()];
        for statement in read(text)? {
            let Expression::List(parts) = &statement else {
                return Err(format!("{statement:?} is no statement"));
            };
            match &parts[..] {
                [Expression::Word("declare-const"), Expression::Word(name), _] => {
                    match variable(name)? {
                        Variable::Input(index) => inputs = inputs.max(index + 1),
                        Variable::Output(index) => outputs = outputs.max(index + 1),
                    }
                }
                [Expression::Word("assert"), claim] => {
                    cases = product(&cases, &alternatives(claim)?)?;
                }
                [
                    Expression::Word("set-logic" | "set-info" | "check-sat" | "exit" | "get-model"),
                    ..,
                ] => {}
                _ => return Err("a statement is neither `declare-const` nor `assert`".to_owned()),
            }
        }
        let cases: Result<Vec<Option<Case>>, String> =
            cases.iter().map(|atoms| case(inputs, atoms)).collect();
        let cases = cases?.into_iter().flatten().collect();
        Ok(Specification {
            inputs,
            outputs,
            cases,
        })
    }
}

/// The name of an input or an output.
fn variable(name: &str) -> Result<Variable, String> {
    let index = |digits: &str| digits.parse().ok().filter(|index| *index < 1 << 20);
    let input = name.strip_prefix("X_").and_then(index).map(Variable::Input);
    let output = name
        .strip_prefix("Y_")
        .and_then(index)
        .map(Variable::Output);
    input
        .or(output)
        .ok_or_else(|| format!("`{name}` is neither an input `X_0` nor an output `Y_0`"))
}

/// The ways in which a claim can be true: in each of them all atoms hold.
fn alternatives(claim: &Expression<'_>) -> Result<Vec<Vec<Atom>>, String> {
    let Expression::List(parts) = claim else {
        return Err(format!("{claim:?} is neither true nor false"));
    };
    match &parts[..] {
        [Expression::Word("and"), parts @ ..] => {
            let mut all = vec![Vec::new()];
            for part in parts {
                all = product(&all, &alternatives(part)?)?;
            }
            Ok(all)
        }
        [Expression::Word("or"), parts @ ..] => {
            let all: Result<Vec<_>, _> = parts.iter().map(alternatives).collect();
            Ok(all?.into_iter().flatten().collect())
        }
        [Expression::Word("<=" | "<"), a, b] => Ok(vec![vec![sum(a)?.plus(&sum(b)?, -1.0)]]),
        [Expression::Word(">=" | ">"), a, b] => Ok(vec![vec![sum(b)?.plus(&sum(a)?, -1.0)]]),
        [Expression::Word("="), a, b] => {
            let (a, b) = (sum(a)?, sum(b)?);
            Ok(vec![vec![a.clone().plus(&b, -1.0), b.plus(&a, -1.0)]])
        }
        [Expression::Word(word), ..] => Err(format!("`{word}` is not supported in an assertion")),
        _ => Err("an assertion is empty".to_owned()),
    }
}

/// Every pair of alternatives.
fn product(first: &[Vec<Atom>], second: &[Vec<Atom>]) -> Result<Vec<Vec<Atom>>, String> {
    if first.len().saturating_mul(second.len()) > MOST_CASES {
        return Err(format!("the assertions have more than {MOST_CASES} cases"));
    }
    let pairs = first
        .iter()
        .flat_map(|a| second.iter().map(move |b| [a.as_slice(), b].concat()));
    Ok(pairs.collect())
}

/// A sum of variables with factors.
fn sum(expression: &Expression<'_>) -> Result<Sum, String> {
    match expression {
        Expression::Word(word) => match word.parse::<f64>() {
            Ok(constant) if constant.is_finite() => Ok(Sum {
                constant,
                ..Sum::default()
            }),
            Ok(_) => Err(format!("`{word}` is not finite")),
            Err(_) => Ok(Sum {
                factors: BTreeMap::from([(variable(word)?, 1.0)]),
                constant: 0.0,
            }),
        },
        Expression::List(parts) => match &parts[..] {
            [Expression::Word("+"), terms @ ..] => terms
                .iter()
                .try_fold(Sum::default(), |all, term| Ok(all.plus(&sum(term)?, 1.0))),
            [Expression::Word("-"), term] => Ok(Sum::default().plus(&sum(term)?, -1.0)),
            [Expression::Word("-"), first, others @ ..] => others
                .iter()
                .try_fold(sum(first)?, |all, term| Ok(all.plus(&sum(term)?, -1.0))),
            [Expression::Word("*"), a, b] => {
                let (a, b) = (sum(a)?, sum(b)?);
                match (a.factors.is_empty(), b.factors.is_empty()) {
                    (true, _) => Ok(Sum::default().plus(&b, a.constant)),
                    (_, true) => Ok(Sum::default().plus(&a, b.constant)),
                    _ => Err("a product of two variables is not linear".to_owned()),
                }
            }
            _ => {
                Err("a number is a variable, a constant, or a sum or a product of them".to_owned())
            }
        },
    }
}

impl Sum {
    /// This sum, and another one times a factor.
    fn plus(mut self, other: &Sum, factor: f64) -> Sum {
        for (variable, own) in &other.factors {
            *self.factors.entry(*variable).or_default() += factor * own;
        }
        self.constant += factor * other.constant;
        self
    }
}

impl Sum {
    /// The sum without terms whose factor is 0.
    fn terms(&self) -> Vec<(Variable, f64)> {
        let terms = self.factors.iter().filter(|(_, factor)| **factor != 0.0);
        terms
            .map(|(variable, factor)| (*variable, *factor))
            .collect()
    }
}

/// The region of the inputs, and the sums of outputs. Returns `None` if no input satisfies all atoms.
fn case(inputs: usize, atoms: &[Atom]) -> Result<Option<Case>, String> {
    let mut region = vec![[f64::NEG_INFINITY, f64::INFINITY]; inputs];
    let mut excluded = Vec::new();
    for atom in atoms {
        match &atom.terms()[..] {
            [] if atom.constant > 0.0 => return Ok(None),
            [] => {}
            [(Variable::Input(index), factor)] => {
                let bound = -atom.constant / factor;
                let Some([low, high]) = region.get_mut(*index) else {
                    return Err(format!("`X_{index}` is not declared"));
                };
                match *factor > 0.0 {
                    true => *high = high.min(bound),
                    false => *low = low.max(bound),
                }
            }
            terms => {
                let outputs = terms.iter().map(|(variable, factor)| match variable {
                    Variable::Output(index) => Some((*index, *factor)),
                    Variable::Input(_) => None,
                });
                let outputs: Option<Vec<_>> = outputs.collect();
                let outputs = outputs.ok_or("a relation between several inputs, or an input and an output, is not supported")?;
                excluded.push((outputs, atom.constant));
            }
        }
    }
    if let Some(index) = region
        .iter()
        .position(|[low, high]| !low.is_finite() || !high.is_finite())
    {
        return Err(format!("`X_{index}` has no bound on one side"));
    }
    let is_empty = region.iter().any(|[low, high]| low > high);
    Ok((!is_empty).then_some(Case { region, excluded }))
}
