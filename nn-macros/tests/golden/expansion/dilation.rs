type Network = ::nn::private::network_without_a_name! {
    (::nn::private::net! {})
};
type Net = ::nn::private::Chain<
    ::nn::private::Chain<
        ::nn::private::Conv<
            2,
            6,
            (
                ::nn::private::Slide<{ SIDE }, 3, { SIDE }, 1, 2, 2>,
                ::nn::private::Slide<28, 3, 28, 1, 2, 2>,
            ),
            ::nn::private::Identity,
        >,
        ::nn::private::DepthwiseConv<
            6,
            (
                ::nn::private::Slide<
                    { SIDE },
                    3,
                    { ::nn::private::places({ SIDE }, 3, 1, 0) },
                >,
                ::nn::private::Slide<
                    28,
                    { ::nn::private::at_least_one({ K }) },
                    {
                        ::nn::private::places(
                            28,
                            ::nn::private::span(
                                ::nn::private::at_least_one({ K }),
                                ::nn::private::at_least_one({ GAP }),
                            ),
                            1,
                            0,
                        )
                    },
                    1,
                    0,
                    { ::nn::private::at_least_one({ GAP }) },
                >,
            ),
            ::nn::private::Identity,
            ::nn::private::NoBias,
        >,
    >,
    ::nn::private::Conv<
        6,
        1,
        (
            ::nn::private::Slide<
                { ::nn::private::places({ SIDE }, 3, 1, 0) },
                3,
                {
                    ::nn::private::places_same(
                        ::nn::private::places({ SIDE }, 3, 1, 0),
                        2,
                    )
                },
                2,
                {
                    ::nn::private::before_same(
                        ::nn::private::places({ SIDE }, 3, 1, 0),
                        ::nn::private::span(
                            3,
                            ::nn::private::at_least_one({
                                ::nn::private::whole(
                                    ::nn::private::calculated(2, '*', GAP as u128),
                                )
                            }),
                        ),
                        2,
                    )
                },
                {
                    ::nn::private::at_least_one({
                        ::nn::private::whole(
                            ::nn::private::calculated(2, '*', GAP as u128),
                        )
                    })
                },
            >,
            ::nn::private::Slide<
                {
                    ::nn::private::places(
                        28,
                        ::nn::private::span(
                            ::nn::private::at_least_one({ K }),
                            ::nn::private::at_least_one({ GAP }),
                        ),
                        1,
                        0,
                    )
                },
                3,
                {
                    ::nn::private::places_same(
                        ::nn::private::places(
                            28,
                            ::nn::private::span(
                                ::nn::private::at_least_one({ K }),
                                ::nn::private::at_least_one({ GAP }),
                            ),
                            1,
                            0,
                        ),
                        2,
                    )
                },
                2,
                {
                    ::nn::private::before_same(
                        ::nn::private::places(
                            28,
                            ::nn::private::span(
                                ::nn::private::at_least_one({ K }),
                                ::nn::private::at_least_one({ GAP }),
                            ),
                            1,
                            0,
                        ),
                        ::nn::private::span(
                            3,
                            ::nn::private::at_least_one({
                                ::nn::private::whole(
                                    ::nn::private::calculated(2, '*', GAP as u128),
                                )
                            }),
                        ),
                        2,
                    )
                },
                {
                    ::nn::private::at_least_one({
                        ::nn::private::whole(
                            ::nn::private::calculated(2, '*', GAP as u128),
                        )
                    })
                },
            >,
        ),
        ::nn::private::Identity,
    >,
>;
type Layers = (
    ::nn::private::Conv<
        2,
        6,
        (
            ::nn::private::Slide<{ SIDE }, 3, { SIDE }, 1, 2, 2>,
            ::nn::private::Slide<28, 3, 28, 1, 2, 2>,
        ),
        ::nn::private::Identity,
    >,
    ::nn::private::DepthwiseConv<
        6,
        (
            ::nn::private::Slide<
                { SIDE },
                3,
                { ::nn::private::places({ SIDE }, 3, 1, 0) },
            >,
            ::nn::private::Slide<
                28,
                { ::nn::private::at_least_one({ K }) },
                {
                    ::nn::private::places(
                        28,
                        ::nn::private::span(
                            ::nn::private::at_least_one({ K }),
                            ::nn::private::at_least_one({ GAP }),
                        ),
                        1,
                        0,
                    )
                },
                1,
                0,
                { ::nn::private::at_least_one({ GAP }) },
            >,
        ),
        ::nn::private::Identity,
        ::nn::private::NoBias,
    >,
    ::nn::private::Conv<
        6,
        1,
        (
            ::nn::private::Slide<
                { ::nn::private::places({ SIDE }, 3, 1, 0) },
                3,
                {
                    ::nn::private::places_same(
                        ::nn::private::places({ SIDE }, 3, 1, 0),
                        2,
                    )
                },
                2,
                {
                    ::nn::private::before_same(
                        ::nn::private::places({ SIDE }, 3, 1, 0),
                        ::nn::private::span(
                            3,
                            ::nn::private::at_least_one({
                                ::nn::private::whole(
                                    ::nn::private::calculated(2, '*', GAP as u128),
                                )
                            }),
                        ),
                        2,
                    )
                },
                {
                    ::nn::private::at_least_one({
                        ::nn::private::whole(
                            ::nn::private::calculated(2, '*', GAP as u128),
                        )
                    })
                },
            >,
            ::nn::private::Slide<
                {
                    ::nn::private::places(
                        28,
                        ::nn::private::span(
                            ::nn::private::at_least_one({ K }),
                            ::nn::private::at_least_one({ GAP }),
                        ),
                        1,
                        0,
                    )
                },
                3,
                {
                    ::nn::private::places_same(
                        ::nn::private::places(
                            28,
                            ::nn::private::span(
                                ::nn::private::at_least_one({ K }),
                                ::nn::private::at_least_one({ GAP }),
                            ),
                            1,
                            0,
                        ),
                        2,
                    )
                },
                2,
                {
                    ::nn::private::before_same(
                        ::nn::private::places(
                            28,
                            ::nn::private::span(
                                ::nn::private::at_least_one({ K }),
                                ::nn::private::at_least_one({ GAP }),
                            ),
                            1,
                            0,
                        ),
                        ::nn::private::span(
                            3,
                            ::nn::private::at_least_one({
                                ::nn::private::whole(
                                    ::nn::private::calculated(2, '*', GAP as u128),
                                )
                            }),
                        ),
                        2,
                    )
                },
                {
                    ::nn::private::at_least_one({
                        ::nn::private::whole(
                            ::nn::private::calculated(2, '*', GAP as u128),
                        )
                    })
                },
            >,
        ),
        ::nn::private::Identity,
    >,
);
const CHECKS: () = {
    ::nn::private::size::<{ SIDE }>();
    <::nn::private::Holds<
        { ::nn::private::at_most(1, { K }) },
    > as ::nn::private::HasKernel>::FITS;
    <::nn::private::Holds<
        { ::nn::private::at_most(1, { GAP }) },
    > as ::nn::private::HasDilation>::FITS;
    <::nn::private::Holds<
        { ::nn::private::at_most(3, ::nn::private::padded({ SIDE }, 0)) },
    > as ::nn::private::KernelFits<3, { ::nn::private::padded({ SIDE }, 0) }>>::FITS;
    <::nn::private::Holds<
        {
            ::nn::private::at_most(
                ::nn::private::span(
                    ::nn::private::at_least_one({ K }),
                    ::nn::private::at_least_one({ GAP }),
                ),
                ::nn::private::padded(28, 0),
            )
        },
    > as ::nn::private::SpanFits<
        {
            ::nn::private::span(
                ::nn::private::at_least_one({ K }),
                ::nn::private::at_least_one({ GAP }),
            )
        },
        { ::nn::private::padded(28, 0) },
    >>::FITS;
    ::nn::private::affordable(
        <::nn::private::DepthwiseConv<
            6,
            (
                ::nn::private::Slide<
                    { SIDE },
                    3,
                    { ::nn::private::places({ SIDE }, 3, 1, 0) },
                >,
                ::nn::private::Slide<
                    28,
                    { ::nn::private::at_least_one({ K }) },
                    {
                        ::nn::private::places(
                            28,
                            ::nn::private::span(
                                ::nn::private::at_least_one({ K }),
                                ::nn::private::at_least_one({ GAP }),
                            ),
                            1,
                            0,
                        )
                    },
                    1,
                    0,
                    { ::nn::private::at_least_one({ GAP }) },
                >,
            ),
            ::nn::private::Identity,
            ::nn::private::NoBias,
        > as ::nn::private::Layer>::PARAMS,
    );
    <::nn::private::Holds<
        { ::nn::private::at_most(1, { 2 * GAP }) },
    > as ::nn::private::HasDilation>::FITS;
};
