pub(self) use ::nn::private::Named as _;
/// Digits, small enough for a microcontroller.
#[cfg(feature = "tiny")]
#[derive(Hash)]
///
/// | layer | input | output | parameters | bytes | multiply-accumulates |
/// | --- | ---: | ---: | ---: | ---: | ---: |
/// | `hidden: Dense<16, Relu>` | 784 | 16 | 12,560 | 50,240 | 12,544 |
/// | `encoder: Encoder` | 16 | `outputs(Encoder)` | `Encoder::FACTS.params` | `4 × Encoder::FACTS.params` | `Encoder::FACTS.macs` |
/// | `output: Dense<HIDDEN>` | `outputs(Encoder)` | `HIDDEN` | `HIDDEN × outputs(Encoder) + HIDDEN` | `4 × HIDDEN × outputs(Encoder) + 4 × HIDDEN` | `HIDDEN × outputs(Encoder)` |
/// | `Dense<{ A \| B }, Softmax>` | `HIDDEN` | `{ A \| B }` | `HIDDEN × { A \| B } + { A \| B }` | `4 × HIDDEN × { A \| B } + 4 × { A \| B }` | `HIDDEN × { A \| B }` |
/// | total |  |  | `12,560 + Encoder::FACTS.params + HIDDEN × outputs(Encoder) + HIDDEN + HIDDEN × { A \| B } + { A \| B }` | `50,240 + 4 × Encoder::FACTS.params + 4 × HIDDEN × outputs(Encoder) + 4 × HIDDEN + 4 × HIDDEN × { A \| B } + 4 × { A \| B }` | `12,544 + Encoder::FACTS.macs + HIDDEN × outputs(Encoder) + HIDDEN × { A \| B }` |
pub(crate) struct Tiny {
    network: <Tiny as ::nn::private::Named>::Network,
}
#[cfg(feature = "tiny")]
impl ::nn::private::Named for Tiny {
    type Network = ::nn::private::net! {};
}
#[cfg(feature = "tiny")]
::nn::private::named! {
    Tiny, < Tiny as ::nn::private::Named > ::Network, "hidden", "encoder", "output", ""
}
#[cfg(feature = "tiny")]
#[allow(dead_code)]
impl Tiny {
    /// The layer `hidden: Dense<16, Relu>`.
    pub(crate) const fn hidden(
        &self,
    ) -> &::nn::private::Dense<784, 16, ::nn::private::Relu> {
        &self.network.layers.first.first.first
    }
    /// The layer `hidden: Dense<16, Relu>`, to be changed.
    pub(crate) const fn hidden_mut(
        &mut self,
    ) -> &mut ::nn::private::Dense<784, 16, ::nn::private::Relu> {
        &mut self.network.layers.first.first.first
    }
    /// The layer `encoder: Encoder`.
    pub(crate) const fn encoder(&self) -> &Encoder {
        &self.network.layers.first.first.last
    }
    /// The layer `encoder: Encoder`, to be changed.
    pub(crate) const fn encoder_mut(&mut self) -> &mut Encoder {
        &mut self.network.layers.first.first.last
    }
    /// The layer `output: Dense<HIDDEN>`.
    pub(crate) const fn output(
        &self,
    ) -> &<<<<Tiny as ::nn::private::Named>::Network as ::nn::private::Parts>::Last as ::nn::private::Parts>::First as ::nn::private::Parts>::Last {
        &self.network.layers.first.last
    }
    /// The layer `output: Dense<HIDDEN>`, to be changed.
    pub(crate) const fn output_mut(
        &mut self,
    ) -> &mut <<<<Tiny as ::nn::private::Named>::Network as ::nn::private::Parts>::Last as ::nn::private::Parts>::First as ::nn::private::Parts>::Last {
        &mut self.network.layers.first.last
    }
}
pub(self) use ::nn::private::Named as _;
/// | layer | input | output | parameters | bytes | multiply-accumulates |
/// | --- | ---: | ---: | ---: | ---: | ---: |
/// | `only: Dense<3>` | 4 | 3 | 15 | 60 | 12 |
/// | total |  |  | 15 | 60 | 12 |
struct One {
    network: <One as ::nn::private::Named>::Network,
}
impl ::nn::private::Named for One {
    type Network = ::nn::private::net! {};
}
::nn::private::named! {
    One, < One as ::nn::private::Named > ::Network, "only"
}
#[allow(dead_code)]
impl One {
    /// The layer `only: Dense<3>`.
    const fn only(&self) -> &::nn::private::Dense<4, 3, ::nn::private::Identity> {
        &self.network.layers
    }
    /// The layer `only: Dense<3>`, to be changed.
    const fn only_mut(
        &mut self,
    ) -> &mut ::nn::private::Dense<4, 3, ::nn::private::Identity> {
        &mut self.network.layers
    }
    #[doc(hidden)]
    const fn constant_output(
        &self,
        input: &<One as ::nn::private::Layer>::Input,
    ) -> [f64; <<One as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN] {
        self.network.constant_output(input)
    }
    #[doc(hidden)]
    const fn constant_bounds(
        &self,
        input: &[::nn::private::Interval; <<One as ::nn::private::Layer>::Input as ::nn::private::Tensor>::LEN],
    ) -> ::nn::private::OutputBounds<
        { <<One as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN },
    > {
        self.network.constant_bounds(input)
    }
}
type Net = ::nn::private::Chain<
    ::nn::private::Chain<
        ::nn::private::Chain<
            ::nn::private::Dense<784, 16, ::nn::private::Relu>,
            Encoder,
        >,
        ::nn::private::Dense<
            {
                <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN
            },
            { HIDDEN },
            ::nn::private::Identity,
        >,
    >,
    ::nn::private::Dense<{ HIDDEN }, { A | B }, ::nn::private::Softmax>,
>;
type Layers = (
    ::nn::private::Dense<784, 16, ::nn::private::Relu>,
    Encoder,
    ::nn::private::Dense<
        { <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN },
        { HIDDEN },
        ::nn::private::Identity,
    >,
    ::nn::private::Dense<{ HIDDEN }, { A | B }, ::nn::private::Softmax>,
);
const CHECKS: () = {
    <<Encoder as ::nn::private::Layer>::Input as ::nn::private::Takes<
        ::nn::private::Vector<16>,
    >>::FITS;
    ::nn::private::size::<{ HIDDEN }>();
    <<Encoder as ::nn::private::Layer>::Output as ::nn::private::IsVector>::FITS;
    ::nn::private::affordable(
        <::nn::private::Dense<
            {
                <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN
            },
            { HIDDEN },
            ::nn::private::Identity,
        > as ::nn::private::Layer>::FACTS
            .params,
    );
    ::nn::private::size::<{ A | B }>();
    <::nn::private::Holds<
        { ::nn::private::is_not_one::<{ A | B }>() },
    > as ::nn::private::HasClasses>::FITS;
    ::nn::private::affordable(
        <::nn::private::Dense<
            { HIDDEN },
            { A | B },
            ::nn::private::Softmax,
        > as ::nn::private::Layer>::FACTS
            .params,
    );
};
const HOLDS_MORE: () = ();
type Net = ::nn::private::Dense<4, 3, ::nn::private::Identity>;
type Layers = (::nn::private::Dense<4, 3, ::nn::private::Identity>,);
const CHECKS: () = {};
