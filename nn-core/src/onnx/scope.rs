//! The layer whose nodes are added to a graph: its name and its tensors.

use std::borrow::ToOwned;
use std::format;
use std::mem::replace;
use std::string::String;
use std::vec::{IntoIter, Vec};

use super::OnnxError;
use super::model::DataType;
use super::names::names;
use super::value::Weight;
use crate::network::Network;
use crate::state::{Kind, Located};
use crate::weights::tensors;

/// The layers and the tensors of the network that follow.
#[derive(Debug, Default)]
pub(super) struct Scope {
    names: IntoIter<String>,
    /// Without those that follow from others.
    weights: IntoIter<Weight>,
    /// The name of the current layer.
    name: String,
}

impl Scope {
    /// The name of the current layer.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Sets the name of the current layer, and returns that before.
    pub(super) fn rename(&mut self, name: String) -> String {
        replace(&mut self.name, name)
    }

    /// The name of the next layer.
    pub(super) fn next_name(&mut self) -> Option<String> {
        self.names.next()
    }

    /// The next tensor.
    pub(super) fn next_weight(&mut self) -> Option<Weight> {
        self.weights.next()
    }

    /// The number of tensors that follow.
    pub(super) fn remaining(&self) -> usize {
        self.weights.len()
    }

    /// The name of a node of the current layer.
    pub(super) fn name_of(&self, operator: &str) -> String {
        match &*self.name {
            "" => operator.to_owned(),
            name => format!("{name}/{operator}"),
        }
    }

    /// The name of a tensor that the current layer has besides those in files.
    pub(super) fn tensor_name(&self, tensor: &str) -> String {
        match &*self.name {
            "" => tensor.to_owned(),
            name => format!("{name}.{tensor}"),
        }
    }

    /// The layers and the tensors of a network inside of the layer `name`.
    pub(super) fn of<N: Network>(net: &N, name: &str) -> Result<Self, OnnxError> {
        let prefix = match name {
            "" => String::new(),
            name => format!("{name}."),
        };
        let stored = tensors(net)?.into_iter();
        let stored = stored.filter(|(located, _)| !located.tensor.is_derived);
        let weight = |(located, bytes): (Located, Vec<u8>)| Weight {
            name: format!("{prefix}{}", located.name),
            shape: located.tensor.shape.to_vec(),
            kind: match located.tensor.kind {
                Kind::F32 => DataType::F32,
                Kind::I32 => DataType::I32,
                Kind::I8 => DataType::I8,
            },
            bytes,
        };
        Ok(Scope {
            weights: stored.map(weight).collect::<Vec<_>>().into_iter(),
            names: names(const { &N::STATE }, &prefix).into_iter(),
            name: name.to_owned(),
        })
    }
}
