//! What a property excludes.

use nn_core::verify::Property;

/// Inputs of a region must not have certain outputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The bounds of each input.
    pub region: Vec<[f64; 2]>,
    /// Sums of outputs, each with its terms and its constant. Not all of them are at most 0.
    pub excluded: Vec<(Vec<(usize, f64)>, f64)>,
}

/// A property of a network: none of the cases happens.
#[derive(Debug, Clone, PartialEq)]
pub struct Specification {
    /// The number of inputs.
    pub inputs: usize,
    /// The number of outputs.
    pub outputs: usize,
    /// The cases.
    pub cases: Vec<Case>,
}

impl Specification {
    /// Compares the numbers of inputs and outputs with those of a network.
    pub(super) fn check(&self, inputs: usize, outputs: usize) -> Result<(), String> {
        if [self.inputs, self.outputs] != [inputs, outputs] {
            return Err(format!(
                "the property is about {} inputs and {} outputs, but the network has {inputs} and {outputs}",
                self.inputs, self.outputs
            ));
        }
        let has_free = self.cases.iter().any(|case| case.excluded.is_empty());
        match has_free {
            true => Err("a case excludes every output: its assertions do not name one".to_owned()),
            false => Ok(()),
        }
    }

    /// Each region, and what must hold in it.
    pub(super) fn questions(&self) -> Vec<(&[[f64; 2]], Property)> {
        let mut questions: Vec<(&[[f64; 2]], Property)> = Vec::new();
        for case in &self.cases {
            let Some(property) = case.property() else {
                continue;
            };
            let known = questions
                .iter_mut()
                .find(|(region, _)| *region == case.region);
            match known {
                Some((_, all)) => *all = all.clone().and(property),
                None => questions.push((&case.region, property)),
            }
        }
        questions
    }
}

impl Case {
    /// At least one of the sums is above 0.
    fn property(&self) -> Option<Property> {
        let above = self.excluded.iter().filter_map(|(terms, constant)| {
            let terms = terms
                .iter()
                .map(|(index, factor)| Property::output(*index) * *factor);
            Some(terms.reduce(|a, b| a + b)?.is_above(-constant))
        });
        above.reduce(Property::or)
    }
}
