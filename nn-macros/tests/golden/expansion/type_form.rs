type Network = ::nn::private::network_without_a_name! {
    (::nn::private::net! {})
};
type Net = ::nn::private::Chain<
    ::nn::private::Dense<784, 128, ::nn::private::Relu>,
    ::nn::private::Dense<128, 10, ::nn::private::Sigmoid>,
>;
type Layers = (
    ::nn::private::Dense<784, 128, ::nn::private::Relu>,
    ::nn::private::Dense<128, 10, ::nn::private::Sigmoid>,
);
const CHECKS: () = {};
