type Network = ::nn::private::network_without_a_name! {
    (::nn::private::net! {})
};
type Net = ::nn::private::Chain<
    ::nn::private::Chain<
        ::nn::private::Chain<
            ::nn::private::Chain<
                ::nn::private::Chain<
                    ::nn::private::Chain<
                        ::nn::private::Chain<
                            ::nn::private::Chain<
                                ::nn::private::Conv<
                                    1,
                                    6,
                                    (
                                        ::nn::private::Slide<27, 3, 14, 2, 1>,
                                        ::nn::private::Slide<28, 5, 14, 2, 1>,
                                    ),
                                    ::nn::private::Identity,
                                >,
                                ::nn::private::BatchNorm<
                                    6,
                                    ::nn::private::Image<6, 14, 14>,
                                    ::nn::private::Relu,
                                    ::nn::private::Ratio<1, 10>,
                                    ::nn::private::Ratio<1, 100000>,
                                >,
                            >,
                            ::nn::private::DepthwiseConv<
                                6,
                                (
                                    ::nn::private::Slide<14, 3, 14, 1, 1>,
                                    ::nn::private::Slide<14, 3, 14, 1, 1>,
                                ),
                                ::nn::private::LeakyRelu<1, 10>,
                            >,
                        >,
                        ::nn::private::MaxPool<
                            6,
                            (
                                ::nn::private::Slide<14, 2, 7, 2>,
                                ::nn::private::Slide<14, 2, 7, 2>,
                            ),
                        >,
                    >,
                    ::nn::private::AvgPool<
                        6,
                        (
                            ::nn::private::Slide<7, 2, 4, 2, 1>,
                            ::nn::private::Slide<7, 3, 2, 3>,
                        ),
                    >,
                >,
                ::nn::private::Dropout<
                    ::nn::private::Image<6, 4, 2>,
                    ::nn::private::Ratio<1, 5>,
                >,
            >,
            ::nn::private::LayerNorm<
                ::nn::private::Image<6, 4, 2>,
                ::nn::private::Identity,
                ::nn::private::Ratio<1, 1000>,
            >,
        >,
        ::nn::private::Flatten<::nn::private::Image<6, 4, 2>, 48>,
    >,
    ::nn::private::Dense<48, 10, ::nn::private::Identity>,
>;
type Layers = (
    ::nn::private::Conv<
        1,
        6,
        (::nn::private::Slide<27, 3, 14, 2, 1>, ::nn::private::Slide<28, 5, 14, 2, 1>),
        ::nn::private::Identity,
    >,
    ::nn::private::BatchNorm<
        6,
        ::nn::private::Image<6, 14, 14>,
        ::nn::private::Relu,
        ::nn::private::Ratio<1, 10>,
        ::nn::private::Ratio<1, 100000>,
    >,
    ::nn::private::DepthwiseConv<
        6,
        (::nn::private::Slide<14, 3, 14, 1, 1>, ::nn::private::Slide<14, 3, 14, 1, 1>),
        ::nn::private::LeakyRelu<1, 10>,
    >,
    ::nn::private::MaxPool<
        6,
        (::nn::private::Slide<14, 2, 7, 2>, ::nn::private::Slide<14, 2, 7, 2>),
    >,
    ::nn::private::AvgPool<
        6,
        (::nn::private::Slide<7, 2, 4, 2, 1>, ::nn::private::Slide<7, 3, 2, 3>),
    >,
    ::nn::private::Dropout<::nn::private::Image<6, 4, 2>, ::nn::private::Ratio<1, 5>>,
    ::nn::private::LayerNorm<
        ::nn::private::Image<6, 4, 2>,
        ::nn::private::Identity,
        ::nn::private::Ratio<1, 1000>,
    >,
    ::nn::private::Flatten<::nn::private::Image<6, 4, 2>, 48>,
    ::nn::private::Dense<48, 10, ::nn::private::Identity>,
);
const CHECKS: () = {};
const HOLDS_MORE: () = ();
