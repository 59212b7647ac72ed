//! The table of layers.

use super::row::Row;
use super::{
    batch_norm, composite, conv, dense, depthwise_conv, dropout, flatten, global_pool, layer_norm,
    pool, prelu, recurrent, standardize, upsample, zero_pad,
};
use crate::suggest::Known;

/// The layers of nn-core that hold no other layers.
const ROWS: &[Row] = &[
    dense::ROW,
    conv::CONV_2D,
    conv::CONV_1D,
    depthwise_conv::DEPTHWISE_2D,
    depthwise_conv::DEPTHWISE_1D,
    pool::MAX_2D,
    pool::AVG_2D,
    pool::MAX_1D,
    pool::AVG_1D,
    global_pool::AVG,
    global_pool::MAX,
    flatten::ROW,
    dropout::ROW,
    batch_norm::ROW,
    layer_norm::ROW,
    standardize::ROW,
    prelu::ROW,
    zero_pad::PAD_2D,
    zero_pad::PAD_1D,
    upsample::UPSAMPLE_2D,
    upsample::UPSAMPLE_1D,
    recurrent::GRU,
    recurrent::LSTM,
    recurrent::RNN,
    recurrent::MIN_GRU,
    recurrent::FAST_GRNN,
];

/// The names of all layers, for suggestions.
pub(crate) fn known() -> impl Iterator<Item = &'static Known> + Clone {
    let rows = ROWS.iter().map(|row| &row.known);
    rows.chain(composite::KNOWN)
}

/// The layer with exactly this name.
pub(crate) fn find(word: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.known.name == word)
}

#[cfg(test)]
mod tests {
    use super::known;
    use crate::suggest::LAYERS;

    #[test]
    fn the_list_of_names_is_complete() {
        let names: Vec<_> = known().map(|known| known.name).collect();
        assert_eq!(names, LAYERS);
    }
}
