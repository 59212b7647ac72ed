//! Parts of the user's source with their spans.

mod fragment;
mod matching;
mod spot;
mod stream;

pub(crate) use self::matching::{group, is_punct, is_type_name};
pub(crate) use self::spot::Spot;
pub(crate) use self::stream::Tokens;
