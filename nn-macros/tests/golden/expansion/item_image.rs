pub(self) use ::nn::private::Named as _;
/// | layer | input | output | parameters | bytes | multiply-accumulates |
/// | --- | ---: | ---: | ---: | ---: | ---: |
/// | `edges: Conv2d<filters = 8, kernel = 3, padding = 1>` | 1 × 27 × 27 | 8 × 27 × 27 | 80 | 320 | 52,488 |
/// | `BatchNorm<Relu>` | 8 × 27 × 27 | 8 × 27 × 27 | 16 | 128 | 5,832 |
/// | `MaxPool2d<2>` | 8 × 27 × 27 | 8 × 13 × 13 | 0 | 0 | 0 |
/// | `block: Residual<Conv2d<filters = 8, kernel = 3, padding = 1, Relu> => BatchNorm, Relu>` | 8 × 13 × 13 | 8 × 13 × 13 | 600 | 2,464 | 98,696 |
/// | `Concat<[Conv2d<filters = C, kernel = 1>], [AvgPool2d<3, stride = 1, padding = 1>]>` | 8 × 13 × 13 | `(C + 8) × 13 × 13` | `9 × C` | `36 × C` | `1,352 × C` |
/// | `Conv2d<filters = 4, kernel = K, stride = 2>` | `(C + 8) × 13 × 13` | `4 × ((13 - K) / 2 + 1) × ((13 - K) / 2 + 1)` | `4 × C × K × K + 32 × K × K + 4` | `16 × C × K × K + 128 × K × K + 16` | `4 × ((13 - K) / 2 + 1) × ((13 - K) / 2 + 1) × C × K × K + 32 × ((13 - K) / 2 + 1) × ((13 - K) / 2 + 1) × K × K` |
/// | `Flatten` | `4 × ((13 - K) / 2 + 1) × ((13 - K) / 2 + 1)` | `4 × ((13 - K) / 2 + 1) × ((13 - K) / 2 + 1)` | 0 | 0 | 0 |
/// | `Dense<10, Softmax>` | `4 × ((13 - K) / 2 + 1) × ((13 - K) / 2 + 1)` | 10 | `40 × ((13 - K) / 2 + 1) × ((13 - K) / 2 + 1) + 10` | `160 × ((13 - K) / 2 + 1) × ((13 - K) / 2 + 1) + 40` | `40 × ((13 - K) / 2 + 1) × ((13 - K) / 2 + 1)` |
/// | total |  |  | `710 + 9 × C + 4 × C × K × K + 32 × K × K + 40 × ((13 - K) / 2 + 1) × ((13 - K) / 2 + 1)` | `2,968 + 36 × C + 16 × C × K × K + 128 × K × K + 160 × ((13 - K) / 2 + 1) × ((13 - K) / 2 + 1)` | `157,016 + 1,352 × C + 4 × ((13 - K) / 2 + 1) × ((13 - K) / 2 + 1) × C × K × K + 32 × ((13 - K) / 2 + 1) × ((13 - K) / 2 + 1) × K × K + 40 × ((13 - K) / 2 + 1) × ((13 - K) / 2 + 1)` |
///
/// `MaxPool2d<2>` leaves out the last row and the last column of [8, 27, 27].
pub struct Eyes {
    network: <Eyes as ::nn::private::Named>::Network,
}
impl ::nn::private::Named for Eyes {
    type Network = ::nn::private::net! {};
}
::nn::private::named! {
    Eyes, < Eyes as ::nn::private::Named > ::Network, "edges", "", "", "block", "", "",
    "", ""
}
#[allow(dead_code)]
impl Eyes {
    /// The layer `edges: Conv2d<filters = 8, kernel = 3, padding = 1>`.
    pub const fn edges(
        &self,
    ) -> &::nn::private::Conv<
        1,
        8,
        (::nn::private::Slide<27, 3, 27, 1, 1>, ::nn::private::Slide<27, 3, 27, 1, 1>),
        ::nn::private::Identity,
    > {
        &self.network.layers.first.first.first.first.first.first.first
    }
    /// The layer `edges: Conv2d<filters = 8, kernel = 3, padding = 1>`, to be changed.
    pub const fn edges_mut(
        &mut self,
    ) -> &mut ::nn::private::Conv<
        1,
        8,
        (::nn::private::Slide<27, 3, 27, 1, 1>, ::nn::private::Slide<27, 3, 27, 1, 1>),
        ::nn::private::Identity,
    > {
        &mut self.network.layers.first.first.first.first.first.first.first
    }
    /// The layer `block: Residual<Conv2d<filters = 8, kernel = 3, padding = 1, Relu> => BatchNorm, Relu>`.
    pub const fn block(
        &self,
    ) -> &::nn::private::Residual<
        ::nn::private::Chain<
            ::nn::private::Conv<
                8,
                8,
                (
                    ::nn::private::Slide<13, 3, 13, 1, 1>,
                    ::nn::private::Slide<13, 3, 13, 1, 1>,
                ),
                ::nn::private::Relu,
            >,
            ::nn::private::BatchNorm<
                8,
                ::nn::private::Image<8, 13, 13>,
                ::nn::private::Identity,
                ::nn::private::Ratio<1, 10>,
                ::nn::private::Ratio<1, 100000>,
            >,
        >,
        ::nn::private::Relu,
    > {
        &self.network.layers.first.first.first.first.last
    }
    /// The layer `block: Residual<Conv2d<filters = 8, kernel = 3, padding = 1, Relu> => BatchNorm, Relu>`, to be changed.
    pub const fn block_mut(
        &mut self,
    ) -> &mut ::nn::private::Residual<
        ::nn::private::Chain<
            ::nn::private::Conv<
                8,
                8,
                (
                    ::nn::private::Slide<13, 3, 13, 1, 1>,
                    ::nn::private::Slide<13, 3, 13, 1, 1>,
                ),
                ::nn::private::Relu,
            >,
            ::nn::private::BatchNorm<
                8,
                ::nn::private::Image<8, 13, 13>,
                ::nn::private::Identity,
                ::nn::private::Ratio<1, 10>,
                ::nn::private::Ratio<1, 100000>,
            >,
        >,
        ::nn::private::Relu,
    > {
        &mut self.network.layers.first.first.first.first.last
    }
}
type Net = ::nn::private::Chain<
    ::nn::private::Chain<
        ::nn::private::Chain<
            ::nn::private::Chain<
                ::nn::private::Chain<
                    ::nn::private::Chain<
                        ::nn::private::Chain<
                            ::nn::private::Conv<
                                1,
                                8,
                                (
                                    ::nn::private::Slide<27, 3, 27, 1, 1>,
                                    ::nn::private::Slide<27, 3, 27, 1, 1>,
                                ),
                                ::nn::private::Identity,
                            >,
                            ::nn::private::BatchNorm<
                                8,
                                ::nn::private::Image<8, 27, 27>,
                                ::nn::private::Relu,
                                ::nn::private::Ratio<1, 10>,
                                ::nn::private::Ratio<1, 100000>,
                            >,
                        >,
                        ::nn::private::MaxPool<
                            8,
                            (
                                ::nn::private::Slide<27, 2, 13, 2>,
                                ::nn::private::Slide<27, 2, 13, 2>,
                            ),
                        >,
                    >,
                    ::nn::private::Residual<
                        ::nn::private::Chain<
                            ::nn::private::Conv<
                                8,
                                8,
                                (
                                    ::nn::private::Slide<13, 3, 13, 1, 1>,
                                    ::nn::private::Slide<13, 3, 13, 1, 1>,
                                ),
                                ::nn::private::Relu,
                            >,
                            ::nn::private::BatchNorm<
                                8,
                                ::nn::private::Image<8, 13, 13>,
                                ::nn::private::Identity,
                                ::nn::private::Ratio<1, 10>,
                                ::nn::private::Ratio<1, 100000>,
                            >,
                        >,
                        ::nn::private::Relu,
                    >,
                >,
                ::nn::private::Concat<
                    ::nn::private::Conv<
                        8,
                        { C },
                        (
                            ::nn::private::Slide<13, 1, 13>,
                            ::nn::private::Slide<13, 1, 13>,
                        ),
                        ::nn::private::Identity,
                    >,
                    ::nn::private::AvgPool<
                        8,
                        (
                            ::nn::private::Slide<13, 3, 13, 1, 1>,
                            ::nn::private::Slide<13, 3, 13, 1, 1>,
                        ),
                    >,
                    ::nn::private::Image<{ ::nn::private::sum(&[{ C }, 8]) }, 13, 13>,
                >,
            >,
            ::nn::private::Conv<
                { ::nn::private::sum(&[{ C }, 8]) },
                4,
                (
                    ::nn::private::Slide<
                        13,
                        { ::nn::private::at_least_one({ K }) },
                        {
                            ::nn::private::places(
                                13,
                                ::nn::private::at_least_one({ K }),
                                2,
                                0,
                            )
                        },
                        2,
                    >,
                    ::nn::private::Slide<
                        13,
                        { ::nn::private::at_least_one({ K }) },
                        {
                            ::nn::private::places(
                                13,
                                ::nn::private::at_least_one({ K }),
                                2,
                                0,
                            )
                        },
                        2,
                    >,
                ),
                ::nn::private::Identity,
            >,
        >,
        ::nn::private::Flatten<
            ::nn::private::Image<
                4,
                { ::nn::private::places(13, ::nn::private::at_least_one({ K }), 2, 0) },
                { ::nn::private::places(13, ::nn::private::at_least_one({ K }), 2, 0) },
            >,
            {
                ::nn::private::product(
                    &[
                        4,
                        ::nn::private::places(
                            13,
                            ::nn::private::at_least_one({ K }),
                            2,
                            0,
                        ),
                        ::nn::private::places(
                            13,
                            ::nn::private::at_least_one({ K }),
                            2,
                            0,
                        ),
                    ],
                )
            },
        >,
    >,
    ::nn::private::Dense<
        {
            ::nn::private::product(
                &[
                    4,
                    ::nn::private::places(13, ::nn::private::at_least_one({ K }), 2, 0),
                    ::nn::private::places(13, ::nn::private::at_least_one({ K }), 2, 0),
                ],
            )
        },
        10,
        ::nn::private::Softmax,
    >,
>;
type Layers = (
    ::nn::private::Conv<
        1,
        8,
        (::nn::private::Slide<27, 3, 27, 1, 1>, ::nn::private::Slide<27, 3, 27, 1, 1>),
        ::nn::private::Identity,
    >,
    ::nn::private::BatchNorm<
        8,
        ::nn::private::Image<8, 27, 27>,
        ::nn::private::Relu,
        ::nn::private::Ratio<1, 10>,
        ::nn::private::Ratio<1, 100000>,
    >,
    ::nn::private::MaxPool<
        8,
        (::nn::private::Slide<27, 2, 13, 2>, ::nn::private::Slide<27, 2, 13, 2>),
    >,
    ::nn::private::Residual<
        ::nn::private::Chain<
            ::nn::private::Conv<
                8,
                8,
                (
                    ::nn::private::Slide<13, 3, 13, 1, 1>,
                    ::nn::private::Slide<13, 3, 13, 1, 1>,
                ),
                ::nn::private::Relu,
            >,
            ::nn::private::BatchNorm<
                8,
                ::nn::private::Image<8, 13, 13>,
                ::nn::private::Identity,
                ::nn::private::Ratio<1, 10>,
                ::nn::private::Ratio<1, 100000>,
            >,
        >,
        ::nn::private::Relu,
    >,
    ::nn::private::Concat<
        ::nn::private::Conv<
            8,
            { C },
            (::nn::private::Slide<13, 1, 13>, ::nn::private::Slide<13, 1, 13>),
            ::nn::private::Identity,
        >,
        ::nn::private::AvgPool<
            8,
            (
                ::nn::private::Slide<13, 3, 13, 1, 1>,
                ::nn::private::Slide<13, 3, 13, 1, 1>,
            ),
        >,
        ::nn::private::Image<{ ::nn::private::sum(&[{ C }, 8]) }, 13, 13>,
    >,
    ::nn::private::Conv<
        { ::nn::private::sum(&[{ C }, 8]) },
        4,
        (
            ::nn::private::Slide<
                13,
                { ::nn::private::at_least_one({ K }) },
                { ::nn::private::places(13, ::nn::private::at_least_one({ K }), 2, 0) },
                2,
            >,
            ::nn::private::Slide<
                13,
                { ::nn::private::at_least_one({ K }) },
                { ::nn::private::places(13, ::nn::private::at_least_one({ K }), 2, 0) },
                2,
            >,
        ),
        ::nn::private::Identity,
    >,
    ::nn::private::Flatten<
        ::nn::private::Image<
            4,
            { ::nn::private::places(13, ::nn::private::at_least_one({ K }), 2, 0) },
            { ::nn::private::places(13, ::nn::private::at_least_one({ K }), 2, 0) },
        >,
        {
            ::nn::private::product(
                &[
                    4,
                    ::nn::private::places(13, ::nn::private::at_least_one({ K }), 2, 0),
                    ::nn::private::places(13, ::nn::private::at_least_one({ K }), 2, 0),
                ],
            )
        },
    >,
    ::nn::private::Dense<
        {
            ::nn::private::product(
                &[
                    4,
                    ::nn::private::places(13, ::nn::private::at_least_one({ K }), 2, 0),
                    ::nn::private::places(13, ::nn::private::at_least_one({ K }), 2, 0),
                ],
            )
        },
        10,
        ::nn::private::Softmax,
    >,
);
const CHECKS: () = {
    ::nn::private::filters::<{ C }>();
    ::nn::private::affordable(
        <::nn::private::Concat<
            ::nn::private::Conv<
                8,
                { C },
                (::nn::private::Slide<13, 1, 13>, ::nn::private::Slide<13, 1, 13>),
                ::nn::private::Identity,
            >,
            ::nn::private::AvgPool<
                8,
                (
                    ::nn::private::Slide<13, 3, 13, 1, 1>,
                    ::nn::private::Slide<13, 3, 13, 1, 1>,
                ),
            >,
            ::nn::private::Image<{ ::nn::private::sum(&[{ C }, 8]) }, 13, 13>,
        > as ::nn::private::Layer>::PARAMS,
    );
    <::nn::private::Holds<
        { ::nn::private::at_most(1, { K }) },
    > as ::nn::private::HasKernel>::FITS;
    <::nn::private::Holds<
        {
            ::nn::private::at_most(
                ::nn::private::at_least_one({ K }),
                ::nn::private::padded(13, 0),
            )
        },
    > as ::nn::private::KernelFits<
        { ::nn::private::at_least_one({ K }) },
        { ::nn::private::padded(13, 0) },
    >>::FITS;
    ::nn::private::affordable(
        <::nn::private::Conv<
            { ::nn::private::sum(&[{ C }, 8]) },
            4,
            (
                ::nn::private::Slide<
                    13,
                    { ::nn::private::at_least_one({ K }) },
                    {
                        ::nn::private::places(
                            13,
                            ::nn::private::at_least_one({ K }),
                            2,
                            0,
                        )
                    },
                    2,
                >,
                ::nn::private::Slide<
                    13,
                    { ::nn::private::at_least_one({ K }) },
                    {
                        ::nn::private::places(
                            13,
                            ::nn::private::at_least_one({ K }),
                            2,
                            0,
                        )
                    },
                    2,
                >,
            ),
            ::nn::private::Identity,
        > as ::nn::private::Layer>::PARAMS,
    );
    ::nn::private::affordable(
        <::nn::private::Dense<
            {
                ::nn::private::product(
                    &[
                        4,
                        ::nn::private::places(
                            13,
                            ::nn::private::at_least_one({ K }),
                            2,
                            0,
                        ),
                        ::nn::private::places(
                            13,
                            ::nn::private::at_least_one({ K }),
                            2,
                            0,
                        ),
                    ],
                )
            },
            10,
            ::nn::private::Softmax,
        > as ::nn::private::Layer>::PARAMS,
    );
};
const HOLDS_MORE: () = ();
