"""What PyTorch computes for a case in f64, and how far from it f32 may be.

The limits are measured, not guessed: the case is computed again with random relative errors of up to `NOISE` in every number that a
layer, a gradient or an optimizer rounds. Where sums cancel, or where a step divides by a small number, the results spread more, and the
limit is wider. `NOISE` is 32 roundoffs of f32, since a sum of a few hundred terms has several of them.

At a kink (ReLU at 0, the largest of a window, the sign of an error) f32 may decide otherwise, and be right. So all of these computations
must decide alike, at every kink of every step; otherwise the case gets other data.
"""

import copy

import torch
from torch import nn
from torch.func import functional_call

ROUNDOFF = 2.0**-24
NOISE = 32 * ROUNDOFF
RUNS = 6  # with noise
STEPS = 10
AFTER_STEPS = 4  # optimizers divide by gradients, some of which are almost 0: a few draws do not find the largest spread
SELF_ROUNDED = 8 * ROUNDOFF  # relative, whatever the noise does
LEAST_NORMAL = 2.0**-126

SMOOTH = (nn.GELU, nn.SiLU, nn.Hardswish, nn.Hardsigmoid, nn.Sigmoid, nn.Tanh, nn.Softplus, nn.Softmax, nn.ELU)
KINKS = {nn.ReLU: [0], nn.ReLU6: [0, 6], nn.LeakyReLU: [0], nn.PReLU: [0], nn.ELU: [0], nn.Hardswish: [-3, 3], nn.Hardsigmoid: [-3, 3]}
NORMS = (nn.BatchNorm1d, nn.BatchNorm2d, nn.LayerNorm)
POOLS = (nn.MaxPool1d, nn.MaxPool2d)
EXACT = (nn.ReLU, nn.ReLU6, nn.Flatten, nn.Dropout, nn.Identity, *POOLS)  # round nothing


class Jitter(torch.autograd.Function):
    """Relative errors of a value and of its gradient."""

    @staticmethod
    def forward(context, x, noise):
        context.noise = noise
        return noise.spread(x)

    @staticmethod
    def backward(context, d):
        return context.noise.spread(d), None


class Slip(torch.autograd.Function):
    """0, with the errors of a gradient that is a difference of larger numbers: of each `factor * d`, and of their mean over some dimensions."""

    @staticmethod
    def forward(context, x, noise, factor=1.0, dimensions=()):
        context.noise, context.factor, context.dimensions = noise, factor, dimensions
        return torch.zeros_like(x)

    @staticmethod
    def backward(context, d):
        size = d.abs()
        if context.dimensions:
            size = size + size.mean(context.dimensions, keepdim=True)
        return context.noise.errors(d) * context.factor * size, None, None, None


class Noise:
    """Random relative errors of one computation; none if the amplitude is 0."""

    def __init__(self, amplitude, seed):
        self.amplitude, self.random = amplitude, torch.Generator().manual_seed(seed)

    def errors(self, x):
        return self.amplitude * (2 * torch.rand(x.shape, generator=self.random, dtype=x.dtype) - 1)

    def spread(self, x):
        return x * (1 + self.errors(x)) if self.amplitude else x


class Computation:
    """One computation of a case: its results, and its decisions at kinks."""

    def __init__(self, case, noise):
        self.case, self.noise = case, noise
        self.results, self.decisions = {}, []
        self.model = copy.deepcopy(case.model)
        parts = list(self.model.modules())
        for part in parts:
            if not list(part.children()):
                part.register_forward_hook(self.watch)
        parts[-1].register_forward_hook(self.keep_sums)
        self.compute()

    def watch(self, part, inputs, output):
        """Notes decisions, and adds errors to what a layer gives."""
        x = inputs[0]
        self.decisions += [x.detach() > kink for kink in KINKS.get(type(part), [])]
        if isinstance(part, POOLS):
            pool = torch.nn.functional.max_pool1d if isinstance(part, nn.MaxPool1d) else torch.nn.functional.max_pool2d
            self.decisions.append(pool(x.detach(), part.kernel_size, part.stride, part.padding, ceil_mode=part.ceil_mode, return_indices=True)[1])
        if isinstance(part, EXACT):
            return output
        output = Jitter.apply(output, self.noise)
        if isinstance(part, SMOOTH):
            return output + Slip.apply(x, self.noise)
        if isinstance(part, NORMS):
            # The mean and the slope are taken away from the gradient. The differences from a mean that is large beside the deviation
            # have lost digits.
            dimensions = tuple(i for i in range(x.dim()) if i != (0 if isinstance(part, nn.LayerNorm) else 1))
            deviation = (x.detach().var(dimensions, correction=0, keepdim=True) + part.eps).sqrt()
            cancelled = 1 + x.detach().mean(dimensions, keepdim=True).abs() / deviation
            scale = torch.ones(()) if part.weight is None else part.weight.detach()
            scale = scale if isinstance(part, nn.LayerNorm) else scale.reshape(-1, *[1] * (x.dim() - 2))
            return output + Slip.apply(x, self.noise, cancelled * scale / deviation, dimensions)
        return output

    def keep_sums(self, part, inputs, output):
        self.sums = inputs[0]

    def forward(self, model, inputs, targets):
        """The outputs and the loss, with errors in every parameter."""
        parameters = {name: Jitter.apply(p, self.noise) for name, p in model.named_parameters()}
        norms = [part for part in model.modules() if isinstance(part, NORMS[:2])] if model.training else []
        self.running = [(norm, norm.running_mean.clone(), norm.running_var.clone()) for norm in norms]
        outputs = functional_call(model, parameters, (inputs,))
        loss = self.case.loss(outputs, self.rounded(self.sums, targets), targets)
        if self.case.end == "Softmax":
            # the logarithm of a rounded sum of exponentials, which is at least 1
            loss = loss + self.noise.errors(loss)
        if self.case.kinks:
            self.decisions.append(self.case.kinks(outputs.detach(), targets))
        return outputs, Jitter.apply(loss, self.noise)

    def settle(self):
        """Adds errors to the running statistics, each of which is the sum of a part of the last and a part of the batch's."""
        for norm, mean, variance in self.running:
            for now, before in ((norm.running_mean, mean), (norm.running_var, variance)):
                kept = (1 - norm.momentum) * before
                now.add_(self.noise.errors(now) * (kept.abs() + (now - kept).abs()))

    def rounded(self, sums, targets):
        """The sums before a fused softmax or sigmoid, whose gradient is a difference of numbers of up to 1."""
        if self.case.end in ("Softmax", "Sigmoid") and sums.requires_grad:
            share = 1 / (sums.shape[0] if self.case.end == "Softmax" else sums.numel())
            sums = sums + 0.0
            sums.register_hook(lambda d: d + share * self.noise.errors(d))
        return sums

    def compute(self):
        case, results = self.case, self.results
        inputs = case.inputs.clone().requires_grad_()
        self.evaluate("eval", inputs.detach())
        if not case.trains:
            return
        before = copy.deepcopy(self.model.state_dict())
        outputs, loss = self.forward(self.model.train(), inputs, case.targets)
        loss.backward()
        results |= {"train.output": outputs, "train.loss": loss.reshape(1), "grad.input": inputs.grad}
        results |= {f"grad.{name}": p.grad for name, p in self.model.named_parameters()}
        self.model.load_state_dict(before)
        self.train()
        self.evaluate("after", inputs.detach())

    def evaluate(self, name, inputs):
        with torch.no_grad():
            outputs, loss = self.forward(self.model.eval(), inputs, self.case.targets)
        self.results |= {f"{name}.output": outputs, f"{name}.loss": loss.reshape(1)}

    def train(self):
        """Steps with all samples, or with one after the other if there is room for one only."""
        case, model, noise = self.case, self.model.train(), self.noise
        parameters = list(model.parameters())
        optimizer, losses, norms = case.optimizer(parameters), [], []
        for step in range(STEPS):
            samples = slice(step % case.samples, step % case.samples + 1) if case.room == 1 else slice(None)
            optimizer.zero_grad()
            _, loss = self.forward(model, case.inputs[samples], case.targets[samples])
            loss.backward()
            self.settle()
            losses.append(loss)
            norms.append(noise.spread(sum(p.grad.square().sum() for p in parameters).sqrt()))
            before = [p.detach().clone() for p in parameters]
            optimizer.step()
            with torch.no_grad():
                for p, old in zip(parameters, before):
                    p.copy_(noise.spread(old + noise.spread(p - old)))
            if step == 0:
                self.keep("first", model)
        self.keep("last", model)
        self.results |= {"losses": torch.stack(losses), "norms": torch.stack(norms)}

    def keep(self, name, model):
        state = model.state_dict().items()
        self.results |= {f"{name}.{key}": tensor.clone() for key, tensor in state if tensor.is_floating_point()}

    def decides_like(self, other):
        return all(torch.equal(mine, theirs) for mine, theirs in zip(self.decisions, other.decisions, strict=True))


def compute(case):
    """The wanted tensors and their limits by name, or nothing if f32 might decide otherwise at a kink."""
    exact = Computation(case, Noise(0.0, 0))
    spread = {name: torch.zeros_like(want) for name, want in exact.results.items()}
    for run in range(RUNS):
        noisy = Computation(case, Noise(NOISE, run))
        if not noisy.decides_like(exact):
            return None
        for name, want in exact.results.items():
            spread[name] = spread[name].maximum((noisy.results[name] - want).abs().detach())
    want = {name: tensor.detach() for name, tensor in exact.results.items()}
    return want, {name: limit(name, want[name], spread[name]) for name in want}


def limit(name, want, spread):
    """A multiple of each number's own spread, in case it is ill-conditioned, and the usual one, in case its own is small by chance."""
    usual = spread[spread > 0].median() if (spread > 0).any() else 0.0
    factor = AFTER_STEPS if name.partition(".")[0] in ("last", "after", "losses", "norms") else 2
    return factor * (spread + usual * (spread > 0)) + SELF_ROUNDED * want.abs() + LEAST_NORMAL
