type Network = ::nn::private::network_without_a_name! {
    (::nn::private::net! {})
};
type Net = ::nn::private::Chain<
    ::nn::private::Chain<
        ::nn::private::Chain<
            ::nn::private::Chain<
                ::nn::private::Chain<
                    ::nn::private::Chain<
                        ::nn::private::Conv<
                            { C },
                            6,
                            (
                                ::nn::private::Slide<
                                    { SIDE },
                                    { ::nn::private::at_least_one({ KERNEL }) },
                                    {
                                        ::nn::private::places(
                                            { SIDE },
                                            ::nn::private::at_least_one({ KERNEL }),
                                            ::nn::private::at_least_one({ S }),
                                            0,
                                        )
                                    },
                                    { ::nn::private::at_least_one({ S }) },
                                >,
                                ::nn::private::Slide<
                                    28,
                                    { ::nn::private::at_least_one({ KERNEL }) },
                                    {
                                        ::nn::private::places(
                                            28,
                                            ::nn::private::at_least_one({ KERNEL }),
                                            ::nn::private::at_least_one({ S }),
                                            0,
                                        )
                                    },
                                    { ::nn::private::at_least_one({ S }) },
                                >,
                            ),
                            ::nn::private::Identity,
                        >,
                        ::nn::private::MaxPool<
                            6,
                            (
                                ::nn::private::Slide<
                                    {
                                        ::nn::private::places(
                                            { SIDE },
                                            ::nn::private::at_least_one({ KERNEL }),
                                            ::nn::private::at_least_one({ S }),
                                            0,
                                        )
                                    },
                                    2,
                                    {
                                        ::nn::private::places(
                                            ::nn::private::places(
                                                { SIDE },
                                                ::nn::private::at_least_one({ KERNEL }),
                                                ::nn::private::at_least_one({ S }),
                                                0,
                                            ),
                                            2,
                                            2,
                                            { config::PADDING },
                                        )
                                    },
                                    2,
                                    { config::PADDING },
                                >,
                                ::nn::private::Slide<
                                    {
                                        ::nn::private::places(
                                            28,
                                            ::nn::private::at_least_one({ KERNEL }),
                                            ::nn::private::at_least_one({ S }),
                                            0,
                                        )
                                    },
                                    2,
                                    {
                                        ::nn::private::places(
                                            ::nn::private::places(
                                                28,
                                                ::nn::private::at_least_one({ KERNEL }),
                                                ::nn::private::at_least_one({ S }),
                                                0,
                                            ),
                                            2,
                                            2,
                                            { config::PADDING },
                                        )
                                    },
                                    2,
                                    { config::PADDING },
                                >,
                            ),
                        >,
                    >,
                    Encoder,
                >,
                ::nn::private::Conv<
                    {
                        ::nn::private::dimension(
                            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                            0,
                        )
                    },
                    { C },
                    (
                        ::nn::private::Slide<
                            {
                                ::nn::private::dimension(
                                    <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                    1,
                                )
                            },
                            3,
                            {
                                ::nn::private::places_same(
                                    ::nn::private::dimension(
                                        <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                        1,
                                    ),
                                    2,
                                )
                            },
                            2,
                            {
                                ::nn::private::before_same(
                                    ::nn::private::dimension(
                                        <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                        1,
                                    ),
                                    3,
                                    2,
                                )
                            },
                        >,
                        ::nn::private::Slide<
                            {
                                ::nn::private::dimension(
                                    <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                    2,
                                )
                            },
                            3,
                            {
                                ::nn::private::places_same(
                                    ::nn::private::dimension(
                                        <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                        2,
                                    ),
                                    2,
                                )
                            },
                            2,
                            {
                                ::nn::private::before_same(
                                    ::nn::private::dimension(
                                        <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                        2,
                                    ),
                                    3,
                                    2,
                                )
                            },
                        >,
                    ),
                    <own::Act as ::nn::private::IsActivation>::Itself,
                >,
            >,
            ::nn::private::BatchNorm<
                { C },
                ::nn::private::Image<
                    { C },
                    {
                        ::nn::private::places_same(
                            ::nn::private::dimension(
                                <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                1,
                            ),
                            2,
                        )
                    },
                    {
                        ::nn::private::places_same(
                            ::nn::private::dimension(
                                <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                2,
                            ),
                            2,
                        )
                    },
                >,
                ::nn::private::Identity,
                ::nn::private::Ratio<1, 1>,
                ::nn::private::Ratio<1, 100000>,
            >,
        >,
        ::nn::private::GlobalAvgPool<
            { C },
            ::nn::private::Image<
                { C },
                {
                    ::nn::private::places_same(
                        ::nn::private::dimension(
                            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                            1,
                        ),
                        2,
                    )
                },
                {
                    ::nn::private::places_same(
                        ::nn::private::dimension(
                            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                            2,
                        ),
                        2,
                    )
                },
            >,
        >,
    >,
    ::nn::private::Dense<{ C }, 10, ::nn::private::Identity>,
>;
type Layers = (
    ::nn::private::Conv<
        { C },
        6,
        (
            ::nn::private::Slide<
                { SIDE },
                { ::nn::private::at_least_one({ KERNEL }) },
                {
                    ::nn::private::places(
                        { SIDE },
                        ::nn::private::at_least_one({ KERNEL }),
                        ::nn::private::at_least_one({ S }),
                        0,
                    )
                },
                { ::nn::private::at_least_one({ S }) },
            >,
            ::nn::private::Slide<
                28,
                { ::nn::private::at_least_one({ KERNEL }) },
                {
                    ::nn::private::places(
                        28,
                        ::nn::private::at_least_one({ KERNEL }),
                        ::nn::private::at_least_one({ S }),
                        0,
                    )
                },
                { ::nn::private::at_least_one({ S }) },
            >,
        ),
        ::nn::private::Identity,
    >,
    ::nn::private::MaxPool<
        6,
        (
            ::nn::private::Slide<
                {
                    ::nn::private::places(
                        { SIDE },
                        ::nn::private::at_least_one({ KERNEL }),
                        ::nn::private::at_least_one({ S }),
                        0,
                    )
                },
                2,
                {
                    ::nn::private::places(
                        ::nn::private::places(
                            { SIDE },
                            ::nn::private::at_least_one({ KERNEL }),
                            ::nn::private::at_least_one({ S }),
                            0,
                        ),
                        2,
                        2,
                        { config::PADDING },
                    )
                },
                2,
                { config::PADDING },
            >,
            ::nn::private::Slide<
                {
                    ::nn::private::places(
                        28,
                        ::nn::private::at_least_one({ KERNEL }),
                        ::nn::private::at_least_one({ S }),
                        0,
                    )
                },
                2,
                {
                    ::nn::private::places(
                        ::nn::private::places(
                            28,
                            ::nn::private::at_least_one({ KERNEL }),
                            ::nn::private::at_least_one({ S }),
                            0,
                        ),
                        2,
                        2,
                        { config::PADDING },
                    )
                },
                2,
                { config::PADDING },
            >,
        ),
    >,
    Encoder,
    ::nn::private::Conv<
        {
            ::nn::private::dimension(
                <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                0,
            )
        },
        { C },
        (
            ::nn::private::Slide<
                {
                    ::nn::private::dimension(
                        <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                        1,
                    )
                },
                3,
                {
                    ::nn::private::places_same(
                        ::nn::private::dimension(
                            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                            1,
                        ),
                        2,
                    )
                },
                2,
                {
                    ::nn::private::before_same(
                        ::nn::private::dimension(
                            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                            1,
                        ),
                        3,
                        2,
                    )
                },
            >,
            ::nn::private::Slide<
                {
                    ::nn::private::dimension(
                        <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                        2,
                    )
                },
                3,
                {
                    ::nn::private::places_same(
                        ::nn::private::dimension(
                            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                            2,
                        ),
                        2,
                    )
                },
                2,
                {
                    ::nn::private::before_same(
                        ::nn::private::dimension(
                            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                            2,
                        ),
                        3,
                        2,
                    )
                },
            >,
        ),
        <own::Act as ::nn::private::IsActivation>::Itself,
    >,
    ::nn::private::BatchNorm<
        { C },
        ::nn::private::Image<
            { C },
            {
                ::nn::private::places_same(
                    ::nn::private::dimension(
                        <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                        1,
                    ),
                    2,
                )
            },
            {
                ::nn::private::places_same(
                    ::nn::private::dimension(
                        <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                        2,
                    ),
                    2,
                )
            },
        >,
        ::nn::private::Identity,
        ::nn::private::Ratio<1, 1>,
        ::nn::private::Ratio<1, 100000>,
    >,
    ::nn::private::GlobalAvgPool<
        { C },
        ::nn::private::Image<
            { C },
            {
                ::nn::private::places_same(
                    ::nn::private::dimension(
                        <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                        1,
                    ),
                    2,
                )
            },
            {
                ::nn::private::places_same(
                    ::nn::private::dimension(
                        <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                        2,
                    ),
                    2,
                )
            },
        >,
    >,
    ::nn::private::Dense<{ C }, 10, ::nn::private::Identity>,
);
const CHECKS: () = {
    ::nn::private::size::<{ C }>();
    ::nn::private::size::<{ SIDE }>();
    <::nn::private::Holds<
        { ::nn::private::at_most(1, { KERNEL }) },
    > as ::nn::private::HasKernel>::FITS;
    <::nn::private::Holds<
        { ::nn::private::at_most(1, { S }) },
    > as ::nn::private::HasStride>::FITS;
    <::nn::private::Holds<
        {
            ::nn::private::at_most(
                ::nn::private::at_least_one({ KERNEL }),
                ::nn::private::padded({ SIDE }, 0),
            )
        },
    > as ::nn::private::KernelFits<
        { ::nn::private::at_least_one({ KERNEL }) },
        { ::nn::private::padded({ SIDE }, 0) },
    >>::FITS;
    <::nn::private::Holds<
        {
            ::nn::private::at_most(
                ::nn::private::at_least_one({ KERNEL }),
                ::nn::private::padded(28, 0),
            )
        },
    > as ::nn::private::KernelFits<
        { ::nn::private::at_least_one({ KERNEL }) },
        { ::nn::private::padded(28, 0) },
    >>::FITS;
    ::nn::private::affordable(
        <::nn::private::Conv<
            { C },
            6,
            (
                ::nn::private::Slide<
                    { SIDE },
                    { ::nn::private::at_least_one({ KERNEL }) },
                    {
                        ::nn::private::places(
                            { SIDE },
                            ::nn::private::at_least_one({ KERNEL }),
                            ::nn::private::at_least_one({ S }),
                            0,
                        )
                    },
                    { ::nn::private::at_least_one({ S }) },
                >,
                ::nn::private::Slide<
                    28,
                    { ::nn::private::at_least_one({ KERNEL }) },
                    {
                        ::nn::private::places(
                            28,
                            ::nn::private::at_least_one({ KERNEL }),
                            ::nn::private::at_least_one({ S }),
                            0,
                        )
                    },
                    { ::nn::private::at_least_one({ S }) },
                >,
            ),
            ::nn::private::Identity,
        > as ::nn::private::Layer>::PARAMS,
    );
    <::nn::private::Holds<
        {
            ::nn::private::at_most(
                2,
                ::nn::private::padded(
                    ::nn::private::places(
                        { SIDE },
                        ::nn::private::at_least_one({ KERNEL }),
                        ::nn::private::at_least_one({ S }),
                        0,
                    ),
                    { config::PADDING },
                ),
            )
        },
    > as ::nn::private::KernelFits<
        2,
        {
            ::nn::private::padded(
                ::nn::private::places(
                    { SIDE },
                    ::nn::private::at_least_one({ KERNEL }),
                    ::nn::private::at_least_one({ S }),
                    0,
                ),
                { config::PADDING },
            )
        },
    >>::FITS;
    <::nn::private::Holds<
        { ::nn::private::at_most({ config::PADDING }, ::nn::private::less(2)) },
    > as ::nn::private::PaddingFits<
        { config::PADDING },
        { ::nn::private::less(2) },
    >>::FITS;
    <::nn::private::Holds<
        {
            ::nn::private::at_most(
                2,
                ::nn::private::padded(
                    ::nn::private::places(
                        28,
                        ::nn::private::at_least_one({ KERNEL }),
                        ::nn::private::at_least_one({ S }),
                        0,
                    ),
                    { config::PADDING },
                ),
            )
        },
    > as ::nn::private::KernelFits<
        2,
        {
            ::nn::private::padded(
                ::nn::private::places(
                    28,
                    ::nn::private::at_least_one({ KERNEL }),
                    ::nn::private::at_least_one({ S }),
                    0,
                ),
                { config::PADDING },
            )
        },
    >>::FITS;
    <::nn::private::Holds<
        { ::nn::private::at_most({ config::PADDING }, ::nn::private::less(2)) },
    > as ::nn::private::PaddingFits<
        { config::PADDING },
        { ::nn::private::less(2) },
    >>::FITS;
    <<Encoder as ::nn::private::Layer>::Input as ::nn::private::Takes<
        ::nn::private::Image<
            6,
            {
                ::nn::private::places(
                    ::nn::private::places(
                        { SIDE },
                        ::nn::private::at_least_one({ KERNEL }),
                        ::nn::private::at_least_one({ S }),
                        0,
                    ),
                    2,
                    2,
                    { config::PADDING },
                )
            },
            {
                ::nn::private::places(
                    ::nn::private::places(
                        28,
                        ::nn::private::at_least_one({ KERNEL }),
                        ::nn::private::at_least_one({ S }),
                        0,
                    ),
                    2,
                    2,
                    { config::PADDING },
                )
            },
        >,
    >>::FITS;
    ::nn::private::filters::<{ C }>();
    <<Encoder as ::nn::private::Layer>::Output as ::nn::private::IsImage>::FITS;
    ::nn::private::affordable(
        <::nn::private::Conv<
            {
                ::nn::private::dimension(
                    <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                    0,
                )
            },
            { C },
            (
                ::nn::private::Slide<
                    {
                        ::nn::private::dimension(
                            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                            1,
                        )
                    },
                    3,
                    {
                        ::nn::private::places_same(
                            ::nn::private::dimension(
                                <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                1,
                            ),
                            2,
                        )
                    },
                    2,
                    {
                        ::nn::private::before_same(
                            ::nn::private::dimension(
                                <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                1,
                            ),
                            3,
                            2,
                        )
                    },
                >,
                ::nn::private::Slide<
                    {
                        ::nn::private::dimension(
                            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                            2,
                        )
                    },
                    3,
                    {
                        ::nn::private::places_same(
                            ::nn::private::dimension(
                                <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                2,
                            ),
                            2,
                        )
                    },
                    2,
                    {
                        ::nn::private::before_same(
                            ::nn::private::dimension(
                                <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                                2,
                            ),
                            3,
                            2,
                        )
                    },
                >,
            ),
            <own::Act as ::nn::private::IsActivation>::Itself,
        > as ::nn::private::Layer>::PARAMS,
    );
    ::nn::private::affordable(
        <::nn::private::BatchNorm<
            { C },
            ::nn::private::Image<
                { C },
                {
                    ::nn::private::places_same(
                        ::nn::private::dimension(
                            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                            1,
                        ),
                        2,
                    )
                },
                {
                    ::nn::private::places_same(
                        ::nn::private::dimension(
                            <<Encoder as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                            2,
                        ),
                        2,
                    )
                },
            >,
            ::nn::private::Identity,
            ::nn::private::Ratio<1, 1>,
            ::nn::private::Ratio<1, 100000>,
        > as ::nn::private::Layer>::PARAMS,
    );
    ::nn::private::affordable(
        <::nn::private::Dense<
            { C },
            10,
            ::nn::private::Identity,
        > as ::nn::private::Layer>::PARAMS,
    );
};
const HOLDS_MORE: () = ();
