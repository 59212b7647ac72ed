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
                                ::nn::private::Conv2d<
                                    1,
                                    6,
                                    3,
                                    5,
                                    ::nn::private::Slide2d<27, 28, 14, 14, 2, 2, 1, 1>,
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
                            ::nn::private::DepthwiseConv2d<
                                6,
                                3,
                                3,
                                ::nn::private::Slide2d<14, 14, 14, 14, 1, 1, 1, 1>,
                                ::nn::private::LeakyRelu<1, 10>,
                            >,
                        >,
                        ::nn::private::MaxPool2d<
                            6,
                            2,
                            2,
                            ::nn::private::Slide2d<14, 14, 7, 7, 2, 2, 0, 0>,
                        >,
                    >,
                    ::nn::private::AvgPool2d<
                        6,
                        2,
                        3,
                        ::nn::private::Slide2d<7, 7, 4, 2, 2, 3, 1, 0>,
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
    ::nn::private::Conv2d<
        1,
        6,
        3,
        5,
        ::nn::private::Slide2d<27, 28, 14, 14, 2, 2, 1, 1>,
        ::nn::private::Identity,
    >,
    ::nn::private::BatchNorm<
        6,
        ::nn::private::Image<6, 14, 14>,
        ::nn::private::Relu,
        ::nn::private::Ratio<1, 10>,
        ::nn::private::Ratio<1, 100000>,
    >,
    ::nn::private::DepthwiseConv2d<
        6,
        3,
        3,
        ::nn::private::Slide2d<14, 14, 14, 14, 1, 1, 1, 1>,
        ::nn::private::LeakyRelu<1, 10>,
    >,
    ::nn::private::MaxPool2d<6, 2, 2, ::nn::private::Slide2d<14, 14, 7, 7, 2, 2, 0, 0>>,
    ::nn::private::AvgPool2d<6, 2, 3, ::nn::private::Slide2d<7, 7, 4, 2, 2, 3, 1, 0>>,
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
