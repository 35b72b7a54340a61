"""Makes vectors.txt beside it: logits, loss and gradients of the model of values, and ten steps of AdamW, by PyTorch in double precision.

Run it with any Python that has torch: python3 make_vectors.py. The test reads only what it wrote.
"""
import math
import os

import torch

torch.manual_seed(20)
torch.set_default_dtype(torch.float64)
D, L, H, F, BASE, K, N_FEATURES, T, FIRST = 16, 2, 2, 24, 1000, 12, 3, 20, 2
C = D // H

# As the layout has them: name, rows, columns. A layer multiplies from the right.
SHAPES = [("embedding", K, D), ("features", N_FEATURES, D), ("featureBias", 1, D)]
for layer in range(L):
    p = f"layer{layer}."
    SHAPES += [(p + "gain1", 1, D), (p + "qkv", D, 3 * D), (p + "mix", D, D), (p + "gain2", 1, D), (p + "gates", D, 2 * F), (p + "down", F, D)]
SHAPES += [("lastGain", 1, D), ("out", D, D), ("binBias", 1, K)]

W = {}
for name, rows, columns in SHAPES:
    values = 0.3 * torch.randn(rows, columns)
    if "ain" in name and rows == 1 and "Bias" not in name:
        values = 1 + values
    W[name] = values.to(torch.float32).to(torch.float64).requires_grad_(True)


def rms_norm(x, gain):
    return gain * x / torch.sqrt((x * x).mean(-1, keepdim=True) + 1e-6)


def rotary(x):  # [T, H, C]
    half = C // 2
    angle = torch.arange(T)[:, None] * BASE ** (-torch.arange(half) / half)
    cos, sin = torch.cos(angle)[:, None, :], torch.sin(angle)[:, None, :]
    a, b = x[..., :half], x[..., half:]
    return torch.cat([a * cos - b * sin, b * cos + a * sin], -1)


def model(tokens, features):
    x = W["embedding"][tokens] + features @ W["features"] + W["featureBias"]
    mask = torch.tril(torch.ones(T, T)) == 0
    for layer in range(L):
        w = {n: W[f"layer{layer}.{n}"] for n in ("gain1", "qkv", "mix", "gain2", "gates", "down")}
        q, k, v = (rms_norm(x, w["gain1"]) @ w["qkv"]).reshape(T, 3, H, C).unbind(1)
        scores = torch.einsum("thc,uhc->htu", rotary(q), rotary(k)) / math.sqrt(C)
        p = torch.softmax(scores.masked_fill(mask, -math.inf), -1)
        x = x + torch.einsum("htu,uhc->thc", p, v).reshape(T, D) @ w["mix"]
        a, b = (rms_norm(x, w["gain2"]) @ w["gates"]).split(F, -1)
        x = x + (torch.nn.functional.silu(a) * b) @ w["down"]
    return rms_norm(x, W["lastGain"]) @ W["out"] @ W["embedding"].T + W["binBias"]


tokens = torch.randint(0, K, (T + 1,))
features = torch.randn(T, N_FEATURES).to(torch.float32).to(torch.float64)
logits = model(tokens[:-1], features)
target = torch.zeros(T, K)
for t in range(T):
    bin_ = int(tokens[t + 1])
    near = [k for k in (bin_ - 1, bin_ + 1) if 0 <= k < K]
    target[t, bin_] = 1 - 0.05 * len(near)
    for k in near:
        target[t, k] = 0.05
loss = -(target * torch.log_softmax(logits, -1)).sum(-1)[FIRST:].mean()
loss.backward()

matrix = torch.randn(6, 5).to(torch.float32).to(torch.float64).requires_grad_(True)
row = torch.randn(1, 5).to(torch.float32).to(torch.float64).requires_grad_(True)
before = [matrix.detach().clone(), row.detach().clone()]
steps = (torch.randn(10, 35) * torch.logspace(-6, 1, 35)).to(torch.float32).to(torch.float64)
groups = [{"params": [matrix], "weight_decay": 0.02}, {"params": [row], "weight_decay": 0.0}]
optimiser = torch.optim.AdamW(groups, lr=3e-3, betas=(0.9, 0.95), eps=1e-8)
for gradient in steps:
    matrix.grad, row.grad = gradient[:30].reshape(6, 5).clone(), gradient[30:].reshape(1, 5).clone()
    optimiser.step()

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "vectors.txt"), "w") as out:

    def write(name, values):
        flat = torch.as_tensor(values).detach().reshape(-1).tolist()
        out.write(f"{name} {len(flat)}\n" + "".join(f"{v:.9g}\n" for v in flat))

    write("weights", torch.cat([W[name].detach().reshape(-1) for name, _, _ in SHAPES]))
    write("tokens", tokens)
    write("features", features)
    write("logits", logits)
    write("loss", loss)
    write("gradients", torch.cat([W[name].grad.reshape(-1) for name, _, _ in SHAPES]))
    write("adamw.before", torch.cat([b.reshape(-1) for b in before]))
    write("adamw.gradients", steps)
    write("adamw.after", torch.cat([matrix.detach().reshape(-1), row.detach().reshape(-1)]))
