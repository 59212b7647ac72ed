type Network = ::nn::private::network_without_a_name! {
    (::nn::private::net! {})
};
type Net = ::nn::private::Chain<
    ::nn::private::Chain<
        ::nn::private::Chain<
            ::nn::private::Chain<
                ::nn::private::Chain<
                    ::nn::private::Chain<
                        ::nn::private::Residual<
                            ::nn::private::Chain<
                                ::nn::private::Dense<64, 32, ::nn::private::Relu>,
                                ::nn::private::Dense<32, 64, ::nn::private::Identity>,
                            >,
                            ::nn::private::Identity,
                        >,
                        ::nn::private::Residual<
                            ::nn::private::Chain<
                                ::nn::private::Dense<64, 64, ::nn::private::Relu>,
                                ::nn::private::Pass<::nn::private::Vector<64>>,
                            >,
                            ::nn::private::Tanh,
                        >,
                    >,
                    ::nn::private::Residual<
                        ::nn::private::Chain<
                            ::nn::private::Dense<64, 64, ::nn::private::Relu>,
                            ::nn::private::Pass<::nn::private::Vector<64>>,
                        >,
                        ::nn::private::Tanh,
                    >,
                >,
                ::nn::private::ProjectedResidual<
                    ::nn::private::Dense<64, 32, ::nn::private::Identity>,
                    ::nn::private::Chain<
                        ::nn::private::Dense<64, 32, ::nn::private::Relu>,
                        ::nn::private::Pass<::nn::private::Vector<32>>,
                    >,
                    ::nn::private::Identity,
                >,
            >,
            ::nn::private::Concat<
                ::nn::private::Concat<
                    ::nn::private::Pass<::nn::private::Vector<32>>,
                    ::nn::private::Dense<32, 3, ::nn::private::Identity>,
                    ::nn::private::Vector<35>,
                >,
                <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Joins<
                    ::nn::private::Vector<3>,
                >>::Itself<
                    <<Encoder as ::nn::private::Layer>::Input as ::nn::private::Takes<
                        ::nn::private::Vector<32>,
                    >>::Itself<Encoder>,
                >,
                ::nn::private::Vector<
                    {
                        ::nn::private::sum(
                            &[
                                35,
                                ::nn::private::dimension(
                                    <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                    0,
                                ),
                            ],
                        )
                    },
                >,
            >,
        >,
        ::nn::private::Residual<
            <::nn::private::Vector<
                { N },
            > as ::nn::private::Rejoins<
                ::nn::private::Vector<
                    {
                        ::nn::private::sum(
                            &[
                                35,
                                ::nn::private::dimension(
                                    <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                    0,
                                ),
                            ],
                        )
                    },
                >,
            >>::Itself<
                ::nn::private::Chain<
                    <<Decoder as ::nn::private::Layer>::Input as ::nn::private::Takes<
                        ::nn::private::Vector<
                            {
                                ::nn::private::sum(
                                    &[
                                        35,
                                        ::nn::private::dimension(
                                            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                            0,
                                        ),
                                    ],
                                )
                            },
                        >,
                    >>::Itself<Decoder>,
                    <<Decoder as ::nn::private::Layer>::Output as ::nn::private::IsVector>::Itself<
                        ::nn::private::Dense<
                            {
                                <<Decoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN
                            },
                            { N },
                            ::nn::private::Identity,
                        >,
                    >,
                >,
            >,
            ::nn::private::Identity,
        >,
    >,
    ::nn::private::Dense<
        {
            ::nn::private::sum(
                &[
                    35,
                    ::nn::private::dimension(
                        <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                        0,
                    ),
                ],
            )
        },
        10,
        ::nn::private::Identity,
    >,
>;
type Layers = (
    ::nn::private::Residual<
        ::nn::private::Chain<
            ::nn::private::Dense<64, 32, ::nn::private::Relu>,
            ::nn::private::Dense<32, 64, ::nn::private::Identity>,
        >,
        ::nn::private::Identity,
    >,
    ::nn::private::Residual<
        ::nn::private::Chain<
            ::nn::private::Dense<64, 64, ::nn::private::Relu>,
            ::nn::private::Pass<::nn::private::Vector<64>>,
        >,
        ::nn::private::Tanh,
    >,
    ::nn::private::Residual<
        ::nn::private::Chain<
            ::nn::private::Dense<64, 64, ::nn::private::Relu>,
            ::nn::private::Pass<::nn::private::Vector<64>>,
        >,
        ::nn::private::Tanh,
    >,
    ::nn::private::ProjectedResidual<
        ::nn::private::Dense<64, 32, ::nn::private::Identity>,
        ::nn::private::Chain<
            ::nn::private::Dense<64, 32, ::nn::private::Relu>,
            ::nn::private::Pass<::nn::private::Vector<32>>,
        >,
        ::nn::private::Identity,
    >,
    ::nn::private::Concat<
        ::nn::private::Concat<
            ::nn::private::Pass<::nn::private::Vector<32>>,
            ::nn::private::Dense<32, 3, ::nn::private::Identity>,
            ::nn::private::Vector<35>,
        >,
        <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Joins<
            ::nn::private::Vector<3>,
        >>::Itself<
            <<Encoder as ::nn::private::Layer>::Input as ::nn::private::Takes<
                ::nn::private::Vector<32>,
            >>::Itself<Encoder>,
        >,
        ::nn::private::Vector<
            {
                ::nn::private::sum(
                    &[
                        35,
                        ::nn::private::dimension(
                            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                            0,
                        ),
                    ],
                )
            },
        >,
    >,
    ::nn::private::Residual<
        <::nn::private::Vector<
            { N },
        > as ::nn::private::Rejoins<
            ::nn::private::Vector<
                {
                    ::nn::private::sum(
                        &[
                            35,
                            ::nn::private::dimension(
                                <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                0,
                            ),
                        ],
                    )
                },
            >,
        >>::Itself<
            ::nn::private::Chain<
                <<Decoder as ::nn::private::Layer>::Input as ::nn::private::Takes<
                    ::nn::private::Vector<
                        {
                            ::nn::private::sum(
                                &[
                                    35,
                                    ::nn::private::dimension(
                                        <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                        0,
                                    ),
                                ],
                            )
                        },
                    >,
                >>::Itself<Decoder>,
                <<Decoder as ::nn::private::Layer>::Output as ::nn::private::IsVector>::Itself<
                    ::nn::private::Dense<
                        {
                            <<Decoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN
                        },
                        { N },
                        ::nn::private::Identity,
                    >,
                >,
            >,
        >,
        ::nn::private::Identity,
    >,
    ::nn::private::Dense<
        {
            ::nn::private::sum(
                &[
                    35,
                    ::nn::private::dimension(
                        <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                        0,
                    ),
                ],
            )
        },
        10,
        ::nn::private::Identity,
    >,
);
const CHECKS: () = {
    ::nn::private::affordable(
        <::nn::private::Concat<
            ::nn::private::Concat<
                ::nn::private::Pass<::nn::private::Vector<32>>,
                ::nn::private::Dense<32, 3, ::nn::private::Identity>,
                ::nn::private::Vector<35>,
            >,
            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Joins<
                ::nn::private::Vector<3>,
            >>::Itself<
                <<Encoder as ::nn::private::Layer>::Input as ::nn::private::Takes<
                    ::nn::private::Vector<32>,
                >>::Itself<Encoder>,
            >,
            ::nn::private::Vector<
                {
                    ::nn::private::sum(
                        &[
                            35,
                            ::nn::private::dimension(
                                <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                0,
                            ),
                        ],
                    )
                },
            >,
        > as ::nn::private::Layer>::FACTS
            .params,
    );
    ::nn::private::size::<{ N }>();
    ::nn::private::affordable(
        <::nn::private::Residual<
            <::nn::private::Vector<
                { N },
            > as ::nn::private::Rejoins<
                ::nn::private::Vector<
                    {
                        ::nn::private::sum(
                            &[
                                35,
                                ::nn::private::dimension(
                                    <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                    0,
                                ),
                            ],
                        )
                    },
                >,
            >>::Itself<
                ::nn::private::Chain<
                    <<Decoder as ::nn::private::Layer>::Input as ::nn::private::Takes<
                        ::nn::private::Vector<
                            {
                                ::nn::private::sum(
                                    &[
                                        35,
                                        ::nn::private::dimension(
                                            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                            0,
                                        ),
                                    ],
                                )
                            },
                        >,
                    >>::Itself<Decoder>,
                    <<Decoder as ::nn::private::Layer>::Output as ::nn::private::IsVector>::Itself<
                        ::nn::private::Dense<
                            {
                                <<Decoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN
                            },
                            { N },
                            ::nn::private::Identity,
                        >,
                    >,
                >,
            >,
            ::nn::private::Identity,
        > as ::nn::private::Layer>::FACTS
            .params,
    );
    ::nn::private::affordable(
        <::nn::private::Dense<
            {
                ::nn::private::sum(
                    &[
                        35,
                        ::nn::private::dimension(
                            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                            0,
                        ),
                    ],
                )
            },
            10,
            ::nn::private::Identity,
        > as ::nn::private::Layer>::FACTS
            .params,
    );
};
const HOLDS_MORE: () = ();
