type Network = ::nn::private::network_without_a_name! {
    (::nn::private::net! {})
};
type Net = ::nn::private::Chain<
    ::nn::private::Chain<
        ::nn::private::Chain<
            ::nn::private::Dense<784, 10, ::nn::private::LeakyRelu<2, 10>>,
            ::nn::private::Dense<10, 10, ::nn::private::Elu<1, 1>>,
        >,
        ::nn::private::Dense<10, 10, ::nn::private::LeakyRelu>,
    >,
    ::nn::private::Dense<10, 10, <own::Mish as ::nn::private::IsActivation>::Itself>,
>;
type Layers = (
    ::nn::private::Dense<784, 10, ::nn::private::LeakyRelu<2, 10>>,
    ::nn::private::Dense<10, 10, ::nn::private::Elu<1, 1>>,
    ::nn::private::Dense<10, 10, ::nn::private::LeakyRelu>,
    ::nn::private::Dense<10, 10, <own::Mish as ::nn::private::IsActivation>::Itself>,
);
const CHECKS: () = {};
