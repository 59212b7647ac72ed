//! Functions of one number.

use crate::graph::Node;

type Function = fn(f64) -> f64;

/// The functions without attributes.
const FUNCTIONS: [(&str, Function); 35] = [
    ("Identity", |x| x),
    ("Neg", |x| -x),
    ("Abs", f64::abs),
    ("Sign", |x| {
        if x == 0.0 || x.is_nan() {
            x
        } else {
            x.signum()
        }
    }),
    ("Floor", f64::floor),
    ("Ceil", f64::ceil),
    ("Round", f64::round_ties_even),
    ("Sqrt", f64::sqrt),
    ("Exp", f64::exp),
    ("Log", f64::ln),
    ("Reciprocal", f64::recip),
    ("Erf", libm::erf),
    ("Sin", f64::sin),
    ("Cos", f64::cos),
    ("Tan", f64::tan),
    ("Asin", f64::asin),
    ("Acos", f64::acos),
    ("Atan", f64::atan),
    ("Sinh", f64::sinh),
    ("Cosh", f64::cosh),
    ("Tanh", f64::tanh),
    ("Asinh", f64::asinh),
    ("Acosh", f64::acosh),
    ("Atanh", f64::atanh),
    ("Relu", |x| if x < 0.0 { 0.0 } else { x }),
    ("Sigmoid", sigmoid),
    ("Softplus", softplus),
    ("Softsign", |x| x / (1.0 + x.abs())),
    ("Mish", |x| x * softplus(x).tanh()),
    ("HardSwish", |x| x * (x / 6.0 + 0.5).clamp(0.0, 1.0)),
    ("Not", |x| f64::from(x == 0.0)),
    ("IsNaN", |x| f64::from(x.is_nan())),
    ("IsInf", |x| f64::from(x.is_infinite())),
    ("Gelu", |x| {
        0.5 * x * (1.0 + libm::erf(x / std::f64::consts::SQRT_2))
    }),
    ("Swish", |x| x * sigmoid(x)),
];

/// The functions with attributes.
const WITH_ATTRIBUTES: [&str; 7] = [
    "LeakyRelu",
    "Elu",
    "Celu",
    "Selu",
    "ThresholdedRelu",
    "HardSigmoid",
    "Shrink",
];

pub(super) fn knows(operator: &str) -> bool {
    plain(operator).is_some() || WITH_ATTRIBUTES.contains(&operator)
}

fn plain(operator: &str) -> Option<Function> {
    let found = FUNCTIONS.iter().find(|(name, _)| *name == operator);
    found.map(|(_, function)| *function)
}

/// The function of a node.
///
/// # Errors
/// The operator is no function of one number.
pub(super) fn of(node: &Node) -> Result<Box<dyn Fn(f64) -> f64>, String> {
    let number = |name: &str, otherwise: f32| f64::from(node.float(name).unwrap_or(otherwise));
    let alpha = |otherwise: f32| number("alpha", otherwise);
    Ok(match &*node.operator {
        "Gelu" if node.text("approximate") == Some("tanh") => Box::new(|x| {
            let inner = (2.0 / std::f64::consts::PI).sqrt() * (x + 0.044_715 * x * x * x);
            0.5 * x * (1.0 + inner.tanh())
        }),
        "Swish" => {
            let alpha = alpha(1.0);
            Box::new(move |x| x * sigmoid(alpha * x))
        }
        "IsInf" => {
            let detects = |name: &str| node.int(name) != Some(0);
            let (negative, positive) = (detects("detect_negative"), detects("detect_positive"));
            Box::new(move |x| {
                let is_found = if x < 0.0 { negative } else { positive };
                f64::from(x.is_infinite() && is_found)
            })
        }
        "LeakyRelu" => linear_below(alpha(0.01)),
        "Elu" => exponential_below(alpha(1.0), 1.0, 1.0),
        "Celu" => exponential_below(alpha(1.0), alpha(1.0), 1.0),
        "Selu" => {
            let gamma = number("gamma", 1.050_701);
            exponential_below(alpha(1.673_263_2), 1.0, gamma)
        }
        "ThresholdedRelu" => {
            let alpha = alpha(1.0);
            Box::new(move |x| if x > alpha { x } else { 0.0 })
        }
        "HardSigmoid" => {
            let (alpha, beta) = (alpha(0.2), number("beta", 0.5));
            Box::new(move |x| (alpha * x + beta).clamp(0.0, 1.0))
        }
        "Shrink" => {
            let (limit, bias) = (number("lambd", 0.5), number("bias", 0.0));
            Box::new(move |x| match x {
                x if x < -limit => x + bias,
                x if x > limit => x - bias,
                _ => 0.0,
            })
        }
        operator => {
            let function = plain(operator);
            Box::new(function.ok_or_else(|| {
                format!("the operator `{operator}` is not a function of one number")
            })?)
        }
    })
}

fn linear_below(slope: f64) -> Box<dyn Fn(f64) -> f64> {
    Box::new(move |x| if x < 0.0 { slope * x } else { x })
}

/// `times x`, and below 0 `times alpha (exp(x / width) - 1)`.
fn exponential_below(alpha: f64, width: f64, times: f64) -> Box<dyn Fn(f64) -> f64> {
    Box::new(move |x| {
        times
            * if x < 0.0 {
                alpha * (x / width).exp_m1()
            } else {
                x
            }
    })
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}
