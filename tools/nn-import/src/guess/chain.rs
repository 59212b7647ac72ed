//! Finds an order in which the outputs of each module fit the inputs of the next one.

use super::modules::{Kind, Module};
use super::natural::number;

/// The most modules of a network that is guessed.
const MOST_MODULES: usize = 256;

/// The most modules that are tried before the search ends.
const MOST_STEPS: usize = 10_000;

/// What the modules before compute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// Nothing: the next module is the first one.
    Start,
    /// This many channels or values.
    Either(usize),
    /// A vector.
    Vector(usize),
    /// This many channels, with this many axes besides.
    Channels(usize, usize),
}

/// Orders modules, which are in the order of their names.
///
/// # Errors
/// There is no order in which they fit.
pub(super) fn ordered(modules: Vec<Module>) -> Result<Vec<Module>, String> {
    if modules.len() > MOST_MODULES {
        let found = modules.len();
        return Err(format!(
            "it has the weights of {found} layers, and at most {MOST_MODULES} are guessed: export the model as ONNX, which has its graph"
        ));
    }
    let mut search = Search {
        before: before(&modules),
        modules: &modules,
        order: Vec::new(),
        longest: Vec::new(),
        steps: 0,
    };
    if search.extend(Flow::Start) {
        let order = std::mem::take(&mut search.order);
        let mut modules: Vec<Option<Module>> = modules.into_iter().map(Some).collect();
        let mut take = |index: usize| modules.get_mut(index).and_then(Option::take);
        return Ok(order.into_iter().filter_map(&mut take).collect());
    }
    Err(search.explain())
}

struct Search<'a> {
    modules: &'a [Module],
    /// For each module the one before it whose name differs only in its number: `norm1` is before `norm2`.
    before: Vec<Option<usize>>,
    order: Vec<usize>,
    longest: Vec<usize>,
    steps: usize,
}

impl Search<'_> {
    /// Appends modules until none is left. Returns whether all fit.
    fn extend(&mut self, flow: Flow) -> bool {
        if self.order.len() == self.modules.len() {
            return true;
        }
        for index in self.candidates() {
            self.steps += 1;
            let next = self
                .modules
                .get(index)
                .and_then(|module| after(flow, module));
            let Some(next) = next.filter(|_| self.steps <= MOST_STEPS) else {
                continue;
            };
            self.order.push(index);
            if self.order.len() > self.longest.len() {
                self.longest.clone_from(&self.order);
            }
            if self.extend(next) {
                return true;
            }
            self.order.pop();
        }
        false
    }

    /// The modules that are left, the most probable first: the normalization and then the slopes with the number of the layer before, then by
    /// name.
    fn candidates(&self) -> Vec<usize> {
        let affine = self
            .order
            .iter()
            .rev()
            .filter_map(|index| self.modules.get(*index));
        let last = affine.into_iter().find(|module| module.is_affine());
        let last = last.and_then(|module| number(&module.path));
        let is_paired = |index: &usize| {
            let module = self
                .modules
                .get(*index)
                .filter(|module| !module.is_affine());
            last.is_some() && module.is_some_and(|module| number(&module.path) == last)
        };
        let is_used = |index: &usize| self.order.contains(index);
        let is_next = |index: &usize| {
            self.before
                .get(*index)
                .is_some_and(|before| before.iter().all(is_used))
        };
        let left = (0..self.modules.len()).filter(|index| !is_used(index) && is_next(index));
        let (mut paired, others): (Vec<usize>, Vec<usize>) = left.partition(is_paired);
        let is_last = |index: &usize| {
            self.modules
                .get(*index)
                .map(|module| module.kind == Kind::PRelu)
        };
        paired.sort_by_key(is_last);
        [paired, others].concat()
    }

    /// Why there is no order.
    fn explain(&self) -> String {
        let name = |index: &usize| {
            let module = self.modules.get(*index);
            module.map(|module| format!("`{}` {:?}", module.path, module.weight.shape))
        };
        let names = |indices: &[usize]| {
            let names: Vec<String> = indices.iter().filter_map(name).collect();
            names.join(", ")
        };
        let left = (0..self.modules.len()).filter(|index| !self.longest.contains(index));
        let left: Vec<usize> = left.collect();
        format!(
            "its layers fit together in no order: after {} nothing fits of {}; branches are not guessed from weights: export the model as ONNX, which has its graph",
            names(&self.longest),
            names(&left)
        )
    }
}

/// For each module the one before it with the same name but for the number.
fn before(modules: &[Module]) -> Vec<Option<usize>> {
    let stem = |module: &Module| {
        let digits = |letter: char| letter.is_ascii_digit();
        module.path.trim_end_matches(digits).to_owned()
    };
    let stems: Vec<String> = modules.iter().map(stem).collect();
    let same = stems.iter().enumerate();
    same.map(|(index, stem)| stems.iter().take(index).rposition(|other| other == stem))
        .collect()
}

/// What a module computes from what is before it, if it fits.
fn after(flow: Flow, module: &Module) -> Option<Flow> {
    let axes = module.kernel().len();
    let (outputs, inputs) = (module.size(0), module.size(1));
    match (module.kind, flow) {
        (Kind::Dense, Flow::Start) => Some(Flow::Vector(outputs)),
        (Kind::Dense, Flow::Either(size) | Flow::Vector(size)) => {
            (size == inputs).then_some(Flow::Vector(outputs))
        }
        (Kind::Dense, Flow::Channels(channels, _)) => inputs
            .is_multiple_of(channels)
            .then_some(Flow::Vector(outputs)),
        (Kind::Conv, Flow::Start) => Some(Flow::Channels(outputs, axes)),
        (Kind::Conv, Flow::Either(channels)) => convolution(module, channels),
        (Kind::Conv, Flow::Channels(channels, before)) if before == axes => {
            convolution(module, channels)
        }
        (Kind::BatchNorm, Flow::Start) => Some(Flow::Either(outputs)),
        (Kind::BatchNorm, Flow::Either(size) | Flow::Vector(size) | Flow::Channels(size, _)) => {
            (size == outputs).then_some(flow)
        }
        (Kind::LayerNorm, _) => normalized(flow, module),
        (Kind::PRelu, Flow::Either(size) | Flow::Vector(size) | Flow::Channels(size, _)) => {
            (outputs == 1 || size == outputs).then_some(flow)
        }
        _ => None,
    }
}

/// The output of a convolution of all channels, or of each one.
fn convolution(module: &Module, channels: usize) -> Option<Flow> {
    let (filters, read) = (module.size(0), module.size(1));
    let fits = read == channels || (read == 1 && filters == channels);
    fits.then_some(Flow::Channels(filters, module.kernel().len()))
}

/// The output of a layer normalization, which has the shape of its input.
fn normalized(flow: Flow, module: &Module) -> Option<Flow> {
    match (&module.weight.shape[..], flow) {
        ([size], Flow::Start) => Some(Flow::Vector(*size)),
        ([size], Flow::Vector(before) | Flow::Either(before)) => {
            (*size == before).then_some(Flow::Vector(before))
        }
        ([size], Flow::Channels(channels, _)) => {
            // of a vector: the values of all channels, or one of each
            size.is_multiple_of(channels).then_some(Flow::Vector(*size))
        }
        ([channels, plane @ ..], Flow::Start) => Some(Flow::Channels(*channels, plane.len())),
        ([channels, plane @ ..], Flow::Channels(before, axes)) => {
            (*channels == before && plane.len() == axes).then_some(flow)
        }
        _ => None,
    }
}
