pub(self) use ::nn::private::Named as _;
/// docs
pub struct Tiny {
    network: <Tiny as ::nn::private::Named>::Network,
}
impl ::nn::private::Named for Tiny {
    type Network = [(); {
        ::core::compile_error! {
            "the arguments of a layer are written in angle brackets; write `Dense<10>`"
        }
        ::core::compile_error! {
            "layer size must be at least 1"
        }
        0
    }];
}
::nn::private::named! {
    Tiny, < Tiny as ::nn::private::Named > ::Network
}
#[allow(dead_code)]
impl Tiny {
    /// The layer `hidden: ..`.
    pub const fn hidden(&self) -> &<Tiny as ::nn::private::Named>::Network {
        &self.network
    }
    /// The layer `hidden: ..`, to be changed.
    pub const fn hidden_mut(&mut self) -> &mut <Tiny as ::nn::private::Named>::Network {
        &mut self.network
    }
    /// The layer `output: ..`.
    pub const fn output(&self) -> &<Tiny as ::nn::private::Named>::Network {
        &self.network
    }
    /// The layer `output: ..`, to be changed.
    pub const fn output_mut(&mut self) -> &mut <Tiny as ::nn::private::Named>::Network {
        &mut self.network
    }
}
pub(self) use ::nn::private::Named as _;
struct Other {
    network: <Other as ::nn::private::Named>::Network,
}
impl ::nn::private::Named for Other {
    type Network = [(); {
        ::core::compile_error! {
            "the layers of a network are written in braces; write `struct Name { 784 => Dense<10> }`"
        }
        0
    }];
}
::nn::private::named! {
    Other, < Other as ::nn::private::Named > ::Network
}
