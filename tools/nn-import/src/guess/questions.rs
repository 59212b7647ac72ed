//! What weights do not tell, as numbered questions with what was assumed.

use super::activation::Word;
use super::modules::{Kind, Module};
use super::natural::place;
use super::planes::Planes;
use super::windows::Way;

/// The questions about a guess, a sentence or two each.
pub(super) fn ask(
    modules: &[Module],
    planes: &Planes,
    hidden: &[bool],
    activation: Option<Word>,
) -> Vec<String> {
    let questions = [
        activations(modules, hidden, activation),
        slopes(modules),
        last(modules),
        input(planes),
        windows(modules, planes),
        mean(modules, planes),
    ];
    let questions = questions.into_iter().flatten().chain(gaps(modules));
    let numbered = questions.enumerate();
    numbered
        .map(|(index, question)| format!("question {}, {question}", index + 1))
        .collect()
}

/// The name of a module in messages.
fn name(module: &Module) -> String {
    format!("`{}`", module.path)
}

fn list(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

fn activations(modules: &[Module], hidden: &[bool], activation: Option<Word>) -> Option<String> {
    let places = modules.iter().zip(hidden).filter(|(_, hidden)| **hidden);
    let places = list(places.map(|(module, _)| name(module)));
    if places.is_empty() {
        return None;
    }
    let is_named = |module: &&Module| place(&module.path).is_none();
    let mut norms = modules.iter().filter(|module| module.is_normalization());
    let order = if norms.any(|module| is_named(&module)) {
        ", and is it before or after the normalization"
    } else {
        ""
    };
    Some(match activation {
        None => format!(
            "activations: which one follows {places}{order}? None is written; `--activation Relu` writes one after each"
        ),
        Some(Word { word, .. }) => {
            format!("activations: is it `{word}` after {places}{order}? It is written after each")
        }
    })
}

/// Slopes per channel have the shape of the weights of a normalization.
fn slopes(modules: &[Module]) -> Option<String> {
    let slopes = modules
        .iter()
        .filter(|module| module.kind == Kind::PRelu && module.size(0) > 1);
    let names = list(slopes.map(name));
    (!names.is_empty()).then(|| {
        format!(
            "slopes: are {names} the slopes of `PReLU`, and not the weights of a normalization without a bias? `PRelu` is written"
        )
    })
}

fn last(modules: &[Module]) -> Option<String> {
    let last = modules.last().map(name)?;
    Some(format!(
        "output: does an activation such as `Softmax` follow {last}? None is written"
    ))
}

fn input(planes: &Planes) -> Option<String> {
    let sizes: Vec<String> = planes.input.iter().map(usize::to_string).collect();
    (!planes.is_stated).then(|| {
        format!(
            "input: is it {:?}? It is the only one without padding, strides and pools; `--input {}` states it, and then pools are found",
            planes.input,
            sizes.join(",")
        )
    })
}

/// What was assumed of the windows, and what else is as simple.
fn windows(modules: &[Module], planes: &Planes) -> Option<String> {
    let convolutions = modules.iter().filter(|module| module.kind == Kind::Conv);
    let names: Vec<String> = convolutions.map(name).collect();
    if names.is_empty() {
        return None;
    }
    let reason = match planes.goal.filter(|goal| *goal > 1) {
        Some(goal) => {
            format!("They give the {goal} values of each channel that the first dense layer reads")
        }
        None => "Nothing in the file depends on them".to_owned(),
    };
    let written = describe(&names, &planes.ways);
    let others = match planes.others.first() {
        Some(ways) => format!("; as simple is, for example: {}", describe(&names, ways)),
        None => String::new(),
    };
    Some(format!(
        "windows: have the convolutions {written}? {reason}{others}; the kind and the place of pools do not follow from weights"
    ))
}

/// Windows in words: `padding after ..`.
fn describe(names: &[String], ways: &[Way]) -> String {
    let of = |is: fn(&Way) -> bool| {
        let found = names.iter().zip(ways).filter(|(_, way)| is(way));
        list(found.map(|(name, _)| name.clone()))
    };
    let padded = of(|way| way.is_padded);
    let strides = of(|way| way.stride != 1);
    let pools = of(|way| way.has_pool);
    let part = |what: &str, none: &str, names: String| match names.is_empty() {
        true => none.to_owned(),
        false => format!("{what} {names}"),
    };
    let parts = [
        part("padding at", "no padding", padded),
        part("strides of 2 at", "strides of 1", strides),
        part("pools of 2 after", "no pools", pools),
    ];
    parts.join(", ")
}

fn mean(modules: &[Module], planes: &Planes) -> Option<String> {
    let flat = modules.iter().find(|module| module.values().is_some())?;
    planes.has_mean().then(|| {
        format!(
            "mean: {} reads one value of each channel: is it the mean, `GlobalAvgPool`, or is the image of size 1, `Flatten`?",
            name(flat)
        )
    })
}

/// Modules without weights that an `nn.Sequential` has between two with weights, besides an activation.
fn gaps(modules: &[Module]) -> Option<String> {
    let pairs = modules.windows(2).filter_map(|pair| {
        let [one, next] = pair else {
            return None;
        };
        let (parent, number) = place(&one.path)?;
        let (other, after) = place(&next.path)?;
        let between = after.checked_sub(number)?.saturating_sub(1);
        (parent == other && between > 1)
            .then(|| format!("{between} between {} and {}", name(one), name(next)))
    });
    let pairs = list(pairs);
    (!pairs.is_empty()).then(|| {
        format!(
            "modules without weights: the numbers leave room for {pairs}: an activation, pools, `Flatten`, `Dropout`?"
        )
    })
}
