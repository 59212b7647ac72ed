//! The limits of a named network, next to its figures.

use crate::ast::{Figure, Limit};
use crate::json::Json;
use crate::memory::{Memory, number};
use crate::model::Network;

/// The limits of a network: what is limited, the limit, and the figure. The figure is `null` if only the compiler knows it.
pub(crate) fn budget(limits: &[Limit], network: &Network, memory: Option<&Memory>) -> Json {
    let limits = limits.iter().map(|limit| {
        Json::Object(vec![
            ("what", limit.figure.text().into()),
            ("limit", limit.value.into()),
            ("figure", figure(&limit.figure, network, memory).into()),
        ])
    });
    limits.collect()
}

fn figure(figure: &Figure, network: &Network, memory: Option<&Memory>) -> Option<u64> {
    match figure {
        Figure::Flash => number(&network.cost.bytes()),
        Figure::Macs => number(&network.cost.macs),
        Figure::InferRam => Some(memory?.infer()),
        Figure::OnlineRam => Some(memory?.online()),
        Figure::TrainRam { optimizer, batch } => {
            let is_adam = ["Adam", "AdamW"].contains(&&*optimizer.text());
            let batch = batch.text().parse().ok().filter(|_| is_adam)?;
            Some(memory?.adam(batch))
        }
    }
}
