"""The same training step as `TrainingPlan.usual`, by PyTorch on one thread: prints ns a token, by the clock
and by the processor's time.

python3 train_step.py [seconds]. Random windows, made beforehand: only the step is timed.
"""
import math
import statistics
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

D, LAYERS, HEADS, HIDDEN, BASE, BINS, FEATURES = 48, 2, 4, 128, 1000, 96, 8
BATCH, WINDOW, UNSCORED, DECAY, CLIP = 24, 256, 8, 0.02, 1.0
C = D // HEADS


class RmsNorm(nn.Module):
    def __init__(self):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(D))

    def forward(self, x):
        return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-6) * self.gain


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = RmsNorm(), RmsNorm()
        self.qkv = nn.Linear(D, 3 * D, bias=False)
        self.mix = nn.Linear(D, D, bias=False)
        self.gates = nn.Linear(D, 2 * HIDDEN, bias=False)
        self.down = nn.Linear(HIDDEN, D, bias=False)

    def forward(self, x, cos, sin, mask):
        q, k, v = self.qkv(self.norm1(x)).view(BATCH, WINDOW, 3, HEADS, C).permute(2, 0, 3, 1, 4).unbind(0)
        x = x + self.mix(attention(rotary(q, cos, sin), rotary(k, cos, sin), v, mask).transpose(1, 2).reshape(BATCH, WINDOW, D))
        a, b = self.gates(self.norm2(x)).chunk(2, -1)
        return x + self.down(F.silu(a) * b)


def rotary(x, cos, sin):
    a, b = x.chunk(2, -1)
    return torch.cat([a * cos - b * sin, b * cos + a * sin], -1)


def attention(q, k, v, mask):
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v, is_causal=True)
    return torch.softmax(q @ (k * (1 / math.sqrt(C))).transpose(-2, -1) + mask, -1) @ v


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(BINS, D)
        self.features = nn.Linear(FEATURES, D)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.norm = RmsNorm()
        self.out = nn.Linear(D, D, bias=False)
        self.bias = nn.Parameter(torch.zeros(BINS))
        angle = torch.arange(WINDOW)[:, None] * BASE ** (-torch.arange(C // 2) / (C // 2))
        self.register_buffer("cos", torch.cos(angle))
        self.register_buffer("sin", torch.sin(angle))
        self.register_buffer("mask", torch.full((WINDOW, WINDOW), -math.inf).triu(1))
        nn.init.normal_(self.embedding.weight, std=D**-0.5)

    def forward(self, tokens, features):
        x = self.embedding(tokens) + self.features(features)
        for layer in self.layers:
            x = layer(x, self.cos, self.sin, self.mask)
        return F.linear(self.out(self.norm(x)), self.embedding.weight, self.bias)


def smoothed():
    """By bin: what is wanted of each, mostly the bin itself and a little its neighbours."""
    target = 0.05 * (torch.diag(torch.ones(BINS - 1), 1) + torch.diag(torch.ones(BINS - 1), -1))
    return target + torch.diag(1 - target.sum(-1))


def main(seconds):
    torch.manual_seed(1)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    model = Model()
    rows = [p for p in model.parameters() if p.dim() == 1]
    matrices = [p for p in model.parameters() if p.dim() > 1]
    groups = [{"params": matrices, "weight_decay": DECAY}, {"params": rows, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=3e-3, betas=(0.9, 0.95), eps=1e-8, foreach=True)
    targets = smoothed()
    batches = [(torch.randint(0, BINS, (BATCH, WINDOW + 1)), torch.randn(BATCH, WINDOW, FEATURES)) for _ in range(8)]

    def step(i):
        tokens, features = batches[i % len(batches)]
        logits = model(tokens[:, :-1], features)[:, UNSCORED:]
        loss = F.cross_entropy(logits.reshape(-1, BINS), targets[tokens[:, UNSCORED + 1 :].reshape(-1)])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optimiser.step()
        return loss

    for i in range(5):
        step(i)
    walls, cpus = [], []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        wall, cpu = time.perf_counter(), time.process_time()
        step(len(walls))
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    tokens = BATCH * WINDOW
    wall, cpu = (1e9 / tokens * statistics.median(times) for times in (walls, cpus))
    print(f"torch {torch.__version__} ns a token {wall:.0f} cpu {cpu:.0f}")


main(float(sys.argv[1]) if len(sys.argv) > 1 else 10)
